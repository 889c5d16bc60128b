import type { RegistrationRoute } from '@turnup/domain'
import { insertOrderDocument, newId } from '@turnup/store'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough } from '../../../fulfilment/src/testing/live-through.ts'
import { pbxWeather, type Weather } from '../../../fulfilment/src/testing/random-faults.ts'
import { cancelOrder } from '../fulfilment/cancel-order.ts'
import { decideGate } from '../fulfilment/decide-gate.ts'
import { repairStep } from '../fulfilment/repair-step.ts'
import { checkNow } from './check-now.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { resetPurchase } from './reset-purchase.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())

/** A failing run names its seed; TURNUP_FC_SEED plays it again, TURNUP_FC_RUNS makes more of them. */
const parameters = {
  seed: process.env.TURNUP_FC_SEED ? Number(process.env.TURNUP_FC_SEED) : 20_260_304,
  numRuns: Number(process.env.TURNUP_FC_RUNS ?? 40),
}

const deeds = ['retry', 'say yes', 'say yes', 'reset', 'check now', 'cancel', 'wait'] as const
type Deed = { what: (typeof deeds)[number]; meanwhile: boolean }
const people: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ what: fc.constantFrom(...deeds), meanwhile: fc.boolean() }),
  { maxLength: 7 },
)
const route = fc.constantFrom(undefined, 'portal-upload', 'api-upload', 'order-first')

async function addPapers(orderId: string) {
  for (const proof of ['identity', 'address'] as const) {
    await insertOrderDocument(world.db, world.vault, {
      id: newId(),
      orderId,
      of: proof,
      proofTypeId: proof,
      proofTypeName: proof,
      fileName: `${proof}.pdf`,
      mediaType: 'application/pdf',
      sizeBytes: 4,
      uploadedAt: world.clock.now(),
      content: Buffer.from('%PDF'),
    })
  }
}

async function retryAll(id: string) {
  for (const step of (await world.read(id)).steps)
    if (step.state === 'failed' || step.state === 'unknown')
      await repairStep(world.operator, id, { step: step.key, repair: { kind: 'retry' } })
}

async function sayYes(id: string) {
  const { nextAction } = (await world.read(id)).head
  if (nextAction?.actions.includes('decide') && nextAction.step)
    await decideGate(world.operator, id, { step: nextAction.step, accepted: true })
}

const acts: Record<Deed['what'], (id: string) => Promise<unknown>> = {
  retry: retryAll,
  'say yes': sayYes,
  reset: (id) => resetPurchase(world.operator, id, 'start over'),
  'check now': (id) => checkNow(world.operator, id),
  cancel: (id) => cancelOrder(world.operator, id, 'gives up'),
  wait: async () => undefined,
}

function weatherOfTheRun(faults: Weather) {
  world.outside.heal()
  for (const { name, faults: how } of faults) if (!name.startsWith('crm.')) world.outside.fail(name, ...how)
}

/** Everything works again, and whoever is asked to act does. */
async function bringToAnEnd(id: string) {
  world.outside.heal()
  await world.db.deleteFrom('connector_state').execute()
  for (let round = 0; round < 12; round += 1) {
    await liveThrough(world, id, [])
    const { head, steps } = await world.read(id)
    if (head.state === 'completed' || head.state === 'cancelled') return head.state
    const isOnTheWayBack = steps.some((step) => step.state === 'undone' || step.state === 'undoing')
    if (isOnTheWayBack) await cancelOrder(world.operator, id, 'again')
    else {
      await retryAll(id)
      await sayYes(id)
    }
  }
  throw new Error('The order has no end, though everything works again.')
}

test('whatever goes wrong and whatever people do meanwhile, a PBX order ends with one of each, or with nothing at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      pbxWeather(world.policy.settleMs),
      people,
      fc.array(fc.boolean()),
      route,
      async (faults, doing, twins, way) => {
        world.outside.heal()
        const { id } = await world.start(way as RegistrationRoute | undefined, {}, { isHeldBack: true })
        if (way) await addPapers(id)
        weatherOfTheRun(faults)
        for (const { what, meanwhile } of doing) {
          if (meanwhile) await Promise.all([liveThrough(world, id, twins), acts[what](id)])
          else {
            await liveThrough(world, id, twins)
            await acts[what](id)
          }
        }
        const state = await bringToAnEnd(id)
        world.clock.move(10 * world.policy.settleMs)
        const isRegistered = way ? 1 : 0
        const papers = way === 'api-upload' || way === 'order-first' ? 2 : 0
        const whole = {
          numbers: 1,
          trunks: 1,
          tenants: 1,
          identities: isRegistered,
          addresses: isRegistered,
          documents: papers,
          proofs: papers,
        }
        const nothing = Object.fromEntries(Object.keys(whole).map((name) => [name, 0]))
        expect(world.effects(id), state).toEqual(state === 'completed' ? whole : nothing)
        expect(await world.secretsOf(id)).toEqual([])
      },
    ),
    parameters,
  )
}, 600_000)
