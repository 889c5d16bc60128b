import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { esimItem, internetItem } from '../../../fulfilment/src/testing/test-items.ts'
import { cancelOrder } from './cancel-order.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { repairStep } from './repair-step.ts'
import { startGeneration } from './start-generation.ts'
import { expectTakenBack } from './taken-back.test-data.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const expectCancelled = (id: string) => expectTakenBack(world, id)

test('an AddOrder of unknown outcome is looked for until it has settled, and taken back when it comes late', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'late', afterMs: 50_000 })
  await world.run(id, {
    until: async () => (await world.read(id)).step('billing.add-order').error?.kind === 'outcome-unknown',
  })
  expect(await cancelOrder(world.context(), id, 'gives up')).toMatchObject({ ok: true })
  await world.run(id)
  await expectCancelled(id)
  expect(world.billingOrdersOf(id)).toMatchObject([{ status: 'cancelled' }])
})

test('a step that parked as unknown is looked for before anything is called undone', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'late', afterMs: 50_000 })
  const startedAt = world.clock.now().getTime()
  // The look is refused while the request is still on its way: nobody can tell.
  await world.run(id, {
    until: async () => {
      const step = (await world.read(id)).step('billing.add-order')
      if (step.error?.kind === 'outcome-unknown' && step.state === 'running')
        world.outside.fail('billing.findOrder', { kind: 'refused', code: 'DUPLICATE_ORDERS' })
      return step.state === 'unknown'
    },
  })
  expect(world.clock.now().getTime() - startedAt).toBeLessThan(50_000)
  world.outside.heal('billing.findOrder')
  expect(await cancelOrder(world.context(), id, 'gives up')).toMatchObject({ ok: true })
  await world.run(id)
  await expectCancelled(id)
  expect(world.billingOrdersOf(id)).toMatchObject([{ status: 'cancelled' }])
})

test('a line that may still be switched on is switched off only when nothing can come any more', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  world.outside.fail('line.activateLine', { kind: 'killed-before' })
  await expect(world.run(id, { process: world.startProcess() })).rejects.toThrow('Connection terminated')
  // The request left the dying process after all and arrives within the settling time.
  world.clock.in(40_000, () => {
    world.outside.sims.lines.push({
      lineId: 'late',
      status: 'active',
      ref: `${id}/line.activate:1.1`,
      iccid: '8',
    })
  })
  await cancelOrder(world.context(), id, 'gives up')
  await world.run(id)
  await expectCancelled(id)
  expect(world.linesOf(id)).toMatchObject([{ status: 'terminated' }])
})

test('a call that got lost and was made again is not overtaken by taking it back', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  world.outside.fail('esim.downloadOrder', { kind: 'late', afterMs: 40_000 })
  world.outside.fail('line.activateLine', { kind: 'late', afterMs: 50_000 })
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('held')
  await cancelOrder(world.context(), id, 'gives up')
  await world.run(id)
  await expectCancelled(id)
  const profiles = world.outside.sims.profiles.filter((profile) => profile.ref.startsWith(id))
  expect(profiles).toMatchObject([{ state: 'available' }])
})

test('neither is one that got lost and waits to be made again', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  world.outside.fail('line.activateLine', { kind: 'late', afterMs: 50_000 }, { kind: 'unavailable' })
  await world.run(id, {
    until: async () => (await world.read(id)).step('line.activate:1.1').error?.kind === 'unavailable',
  })
  expect((await world.read(id)).step('line.activate:1.1').state).toBe('ready')
  await cancelOrder(world.context(), id, 'gives up')
  await world.run(id)
  await expectCancelled(id)
  expect(world.linesOf(id)).toMatchObject([{ status: 'terminated' }])
})

test.each([
  ['parked as unknown', false],
  ['about to be looked for once more', true],
])(
  'a profile that nobody can look up, %s, is not called taken back: a person says what is there',
  async (_name, isRetried) => {
    world.policy.esimAllocation = 'profile-type'
    const id = await world.startOrder({ items: [esimItem()] })
    world.policy.esimAllocation = 'inventory'
    const step = 'esim.download-order:1.1'
    world.outside.fail('esim.downloadOrder', { kind: 'answer-lost' })
    await world.run(id)
    expect((await world.read(id)).step(step).state).toBe('unknown')
    if (isRetried) {
      const { head } = await world.read(id)
      const crmOrder = world.outside.crm.orders.get(head.crmOrderId as string)
      if (!crmOrder) throw new Error('The CRM does not have the order.')
      const entry = { crm_order_id: head.crmOrderId as string, generation: 2 }
      await startGeneration(world.context(), { orderId: id, entry, crmOrder })
      expect((await world.read(id)).step(step).state).toBe('ready')
    }
    await cancelOrder(world.context(), id, 'gives up')
    await world.run(id)
    expect((await world.read(id)).head).toMatchObject({
      state: 'held',
      nextAction: { actions: ['skip', 'cancel'] },
    })
    const repair = { kind: 'skip' as const, reason: 'freed by hand' }
    expect(await repairStep(world.context(), id, { step, repair })).toMatchObject({ ok: true })
    await world.run(id)
    await expectCancelled(id)
  },
)
