import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough } from '../../../fulfilment/src/testing/live-through.ts'
import { type Weather, weather } from '../../../fulfilment/src/testing/random-faults.ts'
import { esimItem, internetItem } from '../../../fulfilment/src/testing/test-items.ts'
import { cancelOrder } from './cancel-order.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { repairStep } from './repair-step.ts'
import { startGeneration } from './start-generation.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())

/** A failing run names its seed; TURNUP_FC_SEED plays it again, TURNUP_FC_RUNS makes more of them. */
const parameters = {
  seed: process.env.TURNUP_FC_SEED ? Number(process.env.TURNUP_FC_SEED) : 20_260_303,
  numRuns: Number(process.env.TURNUP_FC_RUNS ?? 40),
}

const deeds = ['retry', 'retry from the CRM', 'cancel', 'wait'] as const
type Deed = { what: (typeof deeds)[number]; meanwhile: boolean }

/** What people do, one after the other, some of it while the order moves. */
const people: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ what: fc.constantFrom(...deeds), meanwhile: fc.boolean() }),
  { maxLength: 5 },
)

async function stuckSteps(id: string) {
  const { steps } = await world.read(id)
  return steps.filter((step) => step.state === 'failed' || step.state === 'unknown')
}

async function retryAll(id: string) {
  for (const step of await stuckSteps(id))
    await repairStep(world.context(), id, { step: step.key, repair: { kind: 'retry' } })
}

async function retryFromCrm(id: string) {
  const { head } = await world.read(id)
  const crmOrderId = head.crmOrderId as string
  const crmOrder = world.outside.crm.orders.get(crmOrderId)
  if (!crmOrder) throw new Error('The CRM does not have the order.')
  const generation = head.generation + 1
  const start = { orderId: id, entry: { crm_order_id: crmOrderId, generation }, crmOrder }
  await startGeneration(world.context(), start)
}

async function act(id: string, what: Deed['what']) {
  if (what === 'retry') await retryAll(id)
  if (what === 'retry from the CRM') await retryFromCrm(id)
  if (what === 'cancel') await cancelOrder(world.context(), id, 'gives up')
}

/** What the CRM refuses to hear it is not told again, and late news may overwrite newer: neither is promised. */
function withHearingCrm(faults: Weather): Weather {
  return faults.map(({ name, faults: how }) => ({
    name,
    faults: how.map((fault) =>
      name === 'crm.reportOrder' && (fault.kind === 'late' || fault.kind === 'refused')
        ? { kind: 'answer-lost' }
        : fault,
    ),
  }))
}

/** Everything works again, and whoever is asked to act does. */
async function bringToAnEnd(id: string) {
  world.outside.heal()
  await world.db.deleteFrom('connector_state').execute()
  for (let round = 0; round < 6; round += 1) {
    await liveThrough(world, id, [])
    const { head, steps } = await world.read(id)
    if (head.state === 'completed' || head.state === 'cancelled') return head
    const isOnTheWayBack = steps.some((step) => step.state === 'undone' || step.state === 'undoing')
    const again = isOnTheWayBack ? await cancelOrder(world.context(), id, 'again') : undefined
    if (again && !again.ok) throw new Error(`The order cannot be cancelled again: ${again.refusal.code}`)
    if (!again) await retryAll(id)
  }
  throw new Error('The order has no end, though everything works again.')
}

test('whatever goes wrong and whatever people do meanwhile, an order can be brought to an end, with each effect once or none at all', async () => {
  await fc.assert(
    fc.asyncProperty(
      weather(world.policy.settleMs),
      people,
      fc.array(fc.boolean()),
      async (faults, doing, twins) => {
        const id = await world.startOrder({ items: [internetItem(), esimItem()] })
        world.outside.heal()
        for (const { name, faults: how } of withHearingCrm(faults)) world.outside.fail(name, ...how)
        for (const { what, meanwhile } of doing) {
          if (meanwhile) await Promise.all([liveThrough(world, id, twins), act(id, what)])
          else {
            await liveThrough(world, id, twins)
            await act(id, what)
          }
        }
        const head = await bringToAnEnd(id)
        world.clock.move(10 * world.policy.settleMs)
        const ordered = world.billingOrdersOf(id)
        const lines = world.linesOf(id).filter((line) => line.status === 'active')
        const profiles = world.outside.sims.profiles.filter((one) => one.ref.startsWith(id))
        const statuses = world.outside.crm.statusesOf(head.crmOrderId as string)
        expect(ordered.length).toBeLessThanOrEqual(1)
        expect((await world.secretsOf(id)).filter((name) => name.startsWith('iccid'))).toEqual([])
        if (head.state === 'completed') {
          expect(ordered).toMatchObject([{ status: 'active' }])
          expect(lines).toHaveLength(1)
          expect(statuses.at(-1)).toBe('provisioned')
          return
        }
        expect(ordered.filter((order) => order.status !== 'cancelled')).toEqual([])
        expect(lines).toEqual([])
        expect(profiles.filter((profile) => profile.state !== 'available')).toEqual([])
        expect(statuses.at(-1)).toBe('cancelled')
        expect(await world.secretsOf(id)).toEqual([])
      },
    ),
    parameters,
  )
}, 600_000)
