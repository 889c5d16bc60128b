import type { Plan, RegistrationRoute } from '@turnup/domain'
import { insertOrderDocument, newId } from '@turnup/store'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { liveThrough } from '../testing/live-through.ts'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { pbxWeather, type Weather, weather } from '../testing/random-faults.ts'
import { esimItem, internetItem } from '../testing/test-items.ts'
import { numberItem, pbxDetails, pbxItem } from '../testing/test-pbx.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())

/** A failing run names its seed; TURNUP_FC_SEED plays it again, TURNUP_FC_RUNS makes more of them. */
const parameters = {
  seed: process.env.TURNUP_FC_SEED ? Number(process.env.TURNUP_FC_SEED) : 20_260_302,
  numRuns: Number(process.env.TURNUP_FC_RUNS ?? 60),
}
const twins = fc.array(fc.boolean(), { minLength: 1, maxLength: 6 })

async function inWeather<Value>(faults: Weather, live: () => Promise<Value>): Promise<Value> {
  world.outside.heal()
  await world.db.deleteFrom('connector_state').execute()
  for (const { name, faults: how } of faults) world.outside.fail(name, ...how)
  try {
    return await live()
  } finally {
    // What is still on its way arrives.
    world.clock.move(10 * world.policy.settleMs)
    world.outside.heal()
  }
}

/** Law 5: finished, or somebody is named who has to act, and why. */
async function expectNotLost(id: string) {
  const { head, steps } = await world.read(id)
  if (head.state === 'completed') return
  expect(head.nextAction, head.state).toMatchObject({
    who: expect.any(String),
    why: expect.stringMatching(/.{20}/),
  })
  expect(['operator', 'administrator', 'customer']).toContain(head.nextAction?.who)
  expect(head.state).toBe('held')
  expect(head.errorCode).toBeDefined()
  const stuck = steps.filter((step) => step.state === 'failed' || step.state === 'unknown')
  expect(stuck.length).toBeGreaterThan(0)
  for (const step of stuck) expect(step.error?.code).toBeDefined()
}

function count<Thing extends { ref: string }>(things: Thing[], id: string): number {
  return things.filter((thing) => thing.ref.startsWith(id)).length
}

test('whatever goes wrong, an order ends complete with each effect once, or parks with its cause: never lost, never doubled', async () => {
  const shape = fc.record({
    esims: fc.integer({ min: 0, max: 2 }),
    allocation: fc.constantFrom('inventory' as const, 'profile-type' as const),
    profile: fc.constantFrom('webhook-v1' as const, 'event-v2' as const),
  })
  await fc.assert(
    fc.asyncProperty(
      weather(world.policy.settleMs),
      twins,
      shape,
      async (faults, rounds, { esims, allocation, profile }) => {
        world.policy.esimAllocation = allocation
        world.policy.statusProfile = profile
        const items = [internetItem(), ...(esims > 0 ? [esimItem({ quantity: esims })] : [])]
        const id = await world.startOrder({ items })
        await inWeather(faults, () => liveThrough(world, id, rounds))
        const { head } = await world.read(id)
        const { billing, sims, crm } = world.outside
        const ordered = billing.orders.filter((order) => order.ref.startsWith(id))
        const active = sims.lines.filter((line) => line.ref.startsWith(id) && line.status === 'active')
        expect(ordered.length).toBeLessThanOrEqual(1)
        expect(count(sims.profiles, id)).toBeLessThanOrEqual(esims)
        expect(active.length).toBeLessThanOrEqual(esims)
        expect(new Set(active.map((line) => line.iccid)).size).toBe(active.length)
        await expectNotLost(id)
        if (head.state !== 'completed') return
        expect(ordered).toMatchObject([{ status: 'active' }])
        expect(active).toHaveLength(esims)
        expect(crm.statusesOf(head.crmOrderId as string).at(-1)).toBe('provisioned')
        const mails = await world.db
          .selectFrom('mail_message')
          .select('template')
          .where('order_id', '=', id)
          .execute()
        const expected = [...(esims > 0 ? ['esim-activation'] : []), 'order-provisioned']
        expect(mails.map(({ template }) => template).sort()).toEqual(expected)
        expect((await world.secretsOf(id)).filter((name) => name.startsWith('iccid'))).toEqual([])
      },
    ),
    parameters,
  )
}, 600_000)

test('whatever goes wrong, a top-up is charged once and paid once, or parks with its cause', async () => {
  await fc.assert(
    fc.asyncProperty(weather(world.policy.settleMs), twins, async (faults, rounds) => {
      const id = await world.startTopUp()
      await inWeather(faults, () => liveThrough(world, id, rounds))
      const invoices = world.outside.billing.invoices.filter((one) => one.ref.startsWith(id))
      expect(invoices.length).toBeLessThanOrEqual(1)
      expect(invoices[0]?.captures ?? 0).toBeLessThanOrEqual(1)
      expect(count(world.outside.sims.topUps, id)).toBeLessThanOrEqual(1)
      await expectNotLost(id)
      if ((await world.read(id)).head.state !== 'completed') return
      expect(invoices).toMatchObject([{ status: 'Paid', captures: 1 }])
      expect(count(world.outside.sims.topUps, id)).toBe(1)
    }),
    parameters,
  )
}, 600_000)

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

/** Each gate is open before it is reached: people answer in other tests. */
function withoutGates({ steps }: Plan) {
  for (const step of steps) delete step.gate
}

test('whatever goes wrong, a PBX order ends with one tenant and one number, or parks with its cause', async () => {
  const route = fc.constantFrom(undefined, 'portal-upload', 'api-upload', 'order-first')
  await fc.assert(
    fc.asyncProperty(pbxWeather(world.policy.settleMs), twins, route, async (faults, rounds, way) => {
      const pbx = pbxDetails(way as RegistrationRoute | undefined)
      const items = [pbxItem(), numberItem()]
      const id = await world.startOrder({ items, pbx, shape: withoutGates })
      if (way) await addPapers(id)
      await inWeather(faults, () => liveThrough(world, id, rounds))
      const { voice, voipMs, didww } = world.outside
      const carrier = way ? didww : voipMs
      const effects = {
        tenants: count(voice.tenants, id),
        trunks: count(carrier.trunks, id),
        numbers: count(carrier.orders, id),
        identities: count(carrier.identities, id),
        addresses: count(carrier.addresses, id),
        verifications: count(carrier.verifications, id),
      }
      for (const [name, made] of Object.entries(effects)) expect(made, name).toBeLessThanOrEqual(1)
      const papers = way === 'api-upload' || way === 'order-first' ? 2 : 0
      expect(count(carrier.documents, id)).toBeLessThanOrEqual(papers)
      expect(count(carrier.proofs, id)).toBeLessThanOrEqual(papers)
      await expectNotLost(id)
      if ((await world.read(id)).head.state !== 'completed') return
      const isRegistered = way ? 1 : 0
      expect(effects).toEqual({
        tenants: 1,
        trunks: 1,
        numbers: 1,
        identities: isRegistered,
        addresses: isRegistered,
        verifications: isRegistered,
      })
      expect(count(carrier.proofs, id)).toBe(papers)
      const tenant = voice.tenants.find((one) => one.ref.startsWith(id))
      expect(tenant?.numbers).toMatchObject([{ number: pbx.number.number }])
      expect(await world.secretsOf(id)).not.toContain('registration')
    }),
    parameters,
  )
}, 600_000)
