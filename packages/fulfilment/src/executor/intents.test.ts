import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import type { OutsideCall } from '../testing/outside-world.ts'
import { esimItem, internetItem } from '../testing/test-items.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())

/** Which step each outside write belongs to. */
const actionOf: Record<string, string[]> = {
  'crm.reportOrder': ['crm.mark-activating', 'crm.write-back'],
  'crm.updateOpportunity': ['crm.activate-opportunity'],
  'billing.addOrder': ['billing.add-order'],
  'billing.acceptOrder': ['billing.accept-order'],
  'billing.describeService': ['billing.describe-services'],
  'billing.createCharge': ['billing.create-charge'],
  'billing.capturePayment': ['billing.capture-payment'],
  'esim.downloadOrder': ['esim.download-order'],
  'esim.confirmOrder': ['esim.confirm-order'],
  'line.activateLine': ['line.activate'],
  'line.topUp': ['line.top-up'],
}

async function openIntentsFor(call: OutsideCall, orderId: string) {
  return world.db
    .selectFrom('step_attempt as a')
    .innerJoin('order_step as s', (join) =>
      join.onRef('s.order_id', '=', 'a.order_id').onRef('s.key', '=', 'a.step_key'),
    )
    .select(['a.id', 'a.operation', 's.state'])
    .where('a.order_id', '=', orderId)
    .where('s.action', 'in', actionOf[call.name] ?? [])
    .where('a.outcome', 'is', null)
    .where('a.finished_at', 'is', null)
    .execute()
}

test('before each outside write there is an open intent of its step, after it there is the outcome', async () => {
  const seen: { name: string; intents: unknown[] }[] = []
  world.outside.watch(async (call) => {
    const orderId = world.orderAtWork()
    if (!(call.name in actionOf) || !orderId) return
    seen.push({ name: call.name, intents: await openIntentsFor(call, orderId) })
  })
  // A lost answer and a busy system on the way: the intents are there for the repeats too.
  world.outside.fail('line.activateLine', { kind: 'answer-lost' })
  world.outside.fail('esim.downloadOrder', { kind: 'throttled', retryAfterMs: 500 })
  world.outside.fail('billing.addOrder', { kind: 'answer-lost' })
  const ids = [
    await world.startOrder({ items: [esimItem(), internetItem()] }),
    await world.startTopUp({ lineRef: 'line-1' }),
  ]
  for (const id of ids) await world.run(id)

  expect(new Set(seen.map(({ name }) => name))).toEqual(new Set(Object.keys(actionOf)))
  for (const { name, intents } of seen) {
    expect(intents, name).toEqual([expect.objectContaining({ operation: 'apply', state: 'running' })])
  }
  for (const id of ids) {
    expect((await world.read(id)).head.state).toBe('completed')
    const attempts = await world.attempts(id)
    expect(attempts.filter((attempt) => attempt.outcome === null || attempt.finished_at === null)).toEqual([])
  }
  const download = await world.attempts(ids[0] as string, 'esim.download-order:1.1')
  expect(download.map((attempt) => attempt.outcome)).toEqual(['failed', 'succeeded'])
  const addOrder = await world.attempts(ids[0] as string, 'billing.add-order')
  expect(addOrder.map((attempt) => attempt.outcome)).toEqual(['found'])
})

test('what the process does not live to write down is an intent without an outcome, which the next one closes', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  const doomed = world.startProcess()
  world.outside.fail('billing.addOrder', { kind: 'killed-after' })
  await expect(world.run(id, { process: doomed })).rejects.toThrow('Connection terminated')
  expect(await world.attempts(id, 'billing.add-order')).toMatchObject([{ outcome: null, finished_at: null }])
  expect((await world.read(id)).step('billing.add-order').state).toBe('running')

  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(await world.attempts(id, 'billing.add-order')).toMatchObject([{ outcome: 'found' }])
  expect(world.outside.billing.orders.filter((order) => order.ref.startsWith(id))).toHaveLength(1)
})
