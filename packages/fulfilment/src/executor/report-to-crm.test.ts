import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { internetItem } from '../testing/test-items.ts'
import { advanceOrder } from './advance-order.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.outside.heal()
  world.policy.statusProfile = 'webhook-v1'
})

async function statusesOf(id: string): Promise<string[]> {
  const { head } = await world.read(id)
  return world.outside.crm.statusesOf(head.crmOrderId as string)
}

/** Puts a stuck step back to work, like a repair. */
async function retry(id: string, key: string, change: { crm_status_due?: string } = {}) {
  await world.db
    .updateTable('order_step')
    .set({ state: 'ready', error: null, trouble_since: null, wake_at: null })
    .where('order_id', '=', id)
    .where('key', '=', key)
    .execute()
  await world.db
    .updateTable('product_order')
    .set({ state: 'inProgress', error_code: null, error_message: null, crm_status_due: null, ...change })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

describe('the CRM is told', () => {
  test('"Activating" and "Provisioned" in the webhook profile, once each', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    await world.run(id)
    await advanceOrder(world.services, id)
    expect(await statusesOf(id)).toEqual(['activating', 'provisioned'])
    expect((await world.read(id)).head.crmStatusReported).toBe('provisioned')
  })

  test('never "Activating" in the event profile, where that would start the flow again (X07)', async () => {
    world.policy.statusProfile = 'event-v2'
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    await world.run(id)
    await retry(id, 'billing.add-order')
    await world.run(id)
    expect(await statusesOf(id)).toEqual(['failed', 'provisioned'])
  })

  test('that an order failed, once, with code and message', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused', code: 'ORDER_REFUSED' })
    await world.run(id)
    await advanceOrder(world.services, id)
    expect(await statusesOf(id)).toEqual(['activating', 'failed'])
    const { head } = await world.read(id)
    expect(world.outside.crm.reportsOf(head.crmOrderId as string).at(-1)).toMatchObject({
      error: { code: 'ORDER_REFUSED', message: expect.stringContaining('said no') },
      attemptCount: 1,
    })
    expect(head).toMatchObject({ crmStatusReported: 'failed', crmStatusDue: undefined, wakeAt: undefined })
  })

  test('again and again while it is down, until it has heard; the order says when', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' }, { kind: 'refused' })
    await world.run(id)
    await retry(id, 'billing.add-order')
    world.outside.fail(
      'crm.reportOrder',
      ...Array.from({ length: 4 }, () => ({ kind: 'unavailable' as const })),
    )
    const before = (await statusesOf(id)).length
    const { wakeInMs } = await advanceOrder(world.services, id)
    expect(wakeInMs).toBeGreaterThan(0)
    expect((await world.read(id)).head).toMatchObject({ state: 'held', crmStatusDue: 'failed' })
    await world.run(id)
    expect((await statusesOf(id)).slice(before)).toEqual(['failed'])
    expect((await world.read(id)).head.crmStatusDue).toBeUndefined()
  })

  test('no more than it takes: a status that it refuses is noted in the story and let go', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    world.outside.fail('crm.reportOrder', { kind: 'answer-lost' }, { kind: 'refused', code: 'VALIDATION' })
    await world.run(id)
    expect((await world.read(id)).head).toMatchObject({ state: 'held', crmStatusDue: undefined })
    expect((await world.timeline(id)).filter((event) => event.kind === 'crm.refused')).toHaveLength(1)
  })

  test('"Provisioned" once more when it heard of a failure after the write-back', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('crm.updateOpportunity', { kind: 'refused' })
    await world.run(id)
    expect(await statusesOf(id)).toEqual(['activating', 'provisioned', 'failed'])
    await retry(id, 'crm.activate-opportunity')
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(await statusesOf(id)).toEqual(['activating', 'provisioned', 'failed', 'provisioned'])
  })

  test('"Activating" when another try begins, and never after "Provisioned"', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    await world.run(id)
    await retry(id, 'billing.add-order', { crm_status_due: 'activating' })
    // The write-back is done, and something else still waits when the look ends.
    world.outside.fail('crm.updateOpportunity', { kind: 'unavailable' })
    await world.run(id)
    expect(await statusesOf(id)).toEqual(['activating', 'failed', 'activating', 'provisioned'])
  })

  test('nothing about a top-up, which it does not have', async () => {
    const id = await world.startTopUp()
    world.outside.fail('billing.capturePayment', { kind: 'refused' })
    await world.run(id)
    expect((await world.read(id)).head).toMatchObject({ state: 'held', crmStatusDue: undefined })
  })
})
