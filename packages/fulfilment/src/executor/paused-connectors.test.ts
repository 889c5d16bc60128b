import { resumeConnector } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { esimItem, internetItem } from '../testing/test-items.ts'
import { advanceOrder } from './advance-order.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.outside.heal()
  await world.db.deleteFrom('connector_state').execute()
})

async function pauseBilling() {
  const culprit = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'auth' })
  await world.run(culprit)
  return culprit
}

describe('credentials that an outside system refuses', () => {
  test('park the order that met it for the administrator, and pause the connector', async () => {
    const id = await pauseBilling()
    const { head, step } = await world.read(id)
    expect(head).toMatchObject({ state: 'held', nextAction: { who: 'administrator' } })
    expect(step('billing.add-order')).toMatchObject({ state: 'failed', error: { kind: 'auth' } })
    const states = await world.db.selectFrom('connector_state').selectAll().execute()
    expect(states).toMatchObject([{ connector: 'whmcs', paused_at: expect.any(Date) }])
  })

  test('let other orders wait, naming the administrator, without calling the system', async () => {
    await pauseBilling()
    const calls = world.outside.callsOf('billing.findOrder').length
    const id = await world.startOrder({ items: [internetItem()] })
    const { wakeInMs } = await advanceOrder(world.services, id)
    expect(wakeInMs).toBeGreaterThan(0)
    const { head, step } = await world.read(id)
    expect(head).toMatchObject({
      state: 'inProgress',
      nextAction: {
        who: 'administrator',
        step: 'billing.add-order',
        why: expect.stringContaining('whmcs'),
        actions: ['resume-connector', 'cancel'],
      },
    })
    expect(step('billing.add-order').state).toBe('ready')
    expect(world.outside.callsOf('billing.findOrder')).toHaveLength(calls)
  })

  test('let everything go on by itself once the connector is resumed', async () => {
    await pauseBilling()
    const id = await world.startOrder({ items: [internetItem()] })
    await advanceOrder(world.services, id)
    await resumeConnector(world.db, 'whmcs')
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
  })

  test('do not stop steps of other systems', async () => {
    await pauseBilling()
    const id = await world.startOrder({ items: [esimItem({ requiresPaymentMethod: false })] })
    await world.run(id, {
      until: async () => (await world.read(id)).head.nextAction?.who === 'administrator',
    })
    expect((await world.read(id)).step('line.activate:1.1').state).toBe('done')
    expect((await world.read(id)).step('billing.add-order').state).toBe('ready')
  })

  test('leave an order whose answer was lost with its question, which is asked after the pause', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'answer-lost' })
    let lost = false
    await world.run(id, {
      until: async () => {
        const step = (await world.read(id)).step('billing.add-order')
        if (step.error?.kind === 'outcome-unknown' && !lost) {
          lost = true
          world.outside.fail('billing.findOrder', { kind: 'auth' })
        }
        return step.error?.kind === 'auth'
      },
    })
    expect((await world.read(id)).head).toMatchObject({
      state: 'inProgress',
      nextAction: { who: 'administrator' },
    })
    await resumeConnector(world.db, 'whmcs')
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(world.outside.billing.orders.filter((order) => order.ref.startsWith(id))).toHaveLength(1)
  })

  test('of the CRM keep its news for after the pause', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    world.outside.fail('crm.reportOrder', { kind: 'answer-lost' }, { kind: 'auth' })
    await world.run(id, {
      until: async () => (await world.db.selectFrom('connector_state').selectAll().execute()).length > 0,
    })
    const { head } = await world.read(id)
    expect(head).toMatchObject({ state: 'held', crmStatusDue: 'failed' })
    const calls = world.outside.callsOf('crm.reportOrder').length
    await advanceOrder(world.services, id)
    expect(world.outside.callsOf('crm.reportOrder')).toHaveLength(calls)
    await resumeConnector(world.db, 'salesforce')
    await world.run(id)
    expect(world.outside.crm.statusesOf(head.crmOrderId as string).at(-1)).toBe('failed')
  })
})
