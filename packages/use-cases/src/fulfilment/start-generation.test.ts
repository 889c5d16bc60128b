import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { internetItem } from '../../../fulfilment/src/testing/test-items.ts'
import { cancelOrder } from './cancel-order.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { repairStep } from './repair-step.ts'
import { startGeneration } from './start-generation.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.outside.heal()
  world.policy.statusProfile = 'webhook-v1'
})

/** Another request to fulfil an order that has a plan already. */
async function askAgain(id: string, generation = 2) {
  const crmOrderId = (await world.read(id)).head.crmOrderId as string
  const crmOrder = world.outside.crm.orders.get(crmOrderId)
  if (!crmOrder) throw new Error('The CRM does not have the order.')
  await world.ask(crmOrderId, generation, 'webhook')
  await startGeneration(world.context(), {
    orderId: id,
    entry: { crm_order_id: crmOrderId, generation },
    crmOrder,
  })
  return (await world.inboxResults(crmOrderId)).at(-1)
}

test('another try continues only what failed', async () => {
  const id = await world.startOrder()
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  const activated = world.outside.callsOf('line.activateLine').length
  expect(await askAgain(id)).toBe('started')
  expect((await world.read(id)).head).toMatchObject({
    state: 'inProgress',
    generation: 2,
    crmStatusDue: 'activating',
  })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(world.outside.callsOf('line.activateLine')).toHaveLength(activated)
  const generations = (await world.attempts(id, 'billing.add-order')).map((attempt) => attempt.generation)
  expect(generations).toEqual([1, 2])
})

test('the same generation started twice changes nothing', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  const crmOrderId = (await world.read(id)).head.crmOrderId as string
  const crmOrder = world.outside.crm.orders.get(crmOrderId)
  if (!crmOrder) throw new Error('The CRM does not have the order.')
  await world.ask(crmOrderId, 2, 'webhook')
  const start = { orderId: id, entry: { crm_order_id: crmOrderId, generation: 2 }, crmOrder }
  await Promise.all([1, 2, 3].map(() => startGeneration(world.context(), start)))
  expect(await world.inboxResults(crmOrderId)).toEqual(['started'])
  const resumed = (await world.timeline(id)).filter((event) => event.kind === 'order.resumed')
  expect(resumed).toHaveLength(1)
})

test('a try that comes when somebody has repaired the order already is nothing to do', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  await repairStep(world.context(), id, { step: 'billing.add-order', repair: { kind: 'retry' } })
  expect(await askAgain(id)).toBe('refused:NOTHING_TO_DO')
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})

test('a try does not start an order again that got stuck on its way back', async () => {
  const id = await world.startOrder()
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  world.outside.fail('line.terminateLine', { kind: 'refused' })
  await cancelOrder(world.context(), id, 'gives up')
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('held')
  expect(await askAgain(id)).toBe('refused:NOTHING_TO_DO')
  expect((await world.read(id)).head.state).toBe('held')
})

test('a finished order is not started again', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  await world.run(id)
  expect(await askAgain(id)).toBe('refused:NOTHING_TO_DO')
  expect(world.billingOrdersOf(id)).toHaveLength(1)
})

test('a try from the CRM does not send again what may still arrive', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'late', afterMs: 50_000 })
  await world.run(id, {
    until: async () => {
      const step = (await world.read(id)).step('billing.add-order')
      if (step.error?.kind === 'outcome-unknown' && step.state === 'running')
        world.outside.fail('billing.findOrder', { kind: 'refused' })
      return step.state === 'unknown'
    },
  })
  world.outside.heal()
  expect(await askAgain(id)).toBe('started')
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  world.clock.move(10 * world.policy.settleMs)
  expect(world.billingOrdersOf(id)).toHaveLength(1)
})

test('a try from the CRM, where nobody has looked, does not take money whose fate is unknown once more', async () => {
  const id = await world.startTopUp()
  const { crmOrderId } = await world.placeInCrm()
  await world.db.updateTable('product_order').set({ crm_order_id: crmOrderId }).where('id', '=', id).execute()
  const sent = world.outside.callsOf('billing.capturePayment').length
  world.outside.fail('billing.capturePayment', { kind: 'request-lost' })
  await world.run(id)
  expect(await askAgain(id)).toBe('started')
  await world.run(id)
  expect((await world.read(id)).step('billing.capture-payment').state).toBe('unknown')
  expect(world.outside.callsOf('billing.capturePayment')).toHaveLength(sent + 1)
})

test('in the event profile the CRM is not told "Activating" by a try (X07)', async () => {
  world.policy.statusProfile = 'event-v2'
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  await world.run(id)
  await askAgain(id)
  await world.run(id)
  const { head } = await world.read(id)
  expect(world.outside.crm.statusesOf(head.crmOrderId as string)).toEqual(['failed', 'provisioned'])
})
