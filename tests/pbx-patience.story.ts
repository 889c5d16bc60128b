import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { signInOperator } from './stack/operator.ts'
import { readOrder } from './stack/orders-in-hand.ts'
import { placedPbxOrder } from './stack/pbx-checkout.ts'
import { deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, tenantRows } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ pbx: true })
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

/** A token of that moment, since these stories move the clock. */
const desk = async () => deskOf(await signInOperator(stack))

/**
 * Until nothing of the order is due any more. Hours that pass while requests are under way would end the CRM's sessions
 * faster than they can be renewed, which pauses it.
 */
async function restsUntilLater(crmOrderId: string): Promise<void> {
  await waitFor('nothing due', async () => {
    const order = await stack.server.services.db
      .selectFrom('product_order')
      .select(['state', 'wake_at', 'crm_status_due'])
      .where('crm_order_id', '=', crmOrderId)
      .executeTakeFirstOrThrow()
    if (order.crm_status_due !== null) return false
    return order.state === 'held' || (order.wake_at !== null && order.wake_at > stack.clock.now())
  })
}

describe('a carrier that is down for a day', () => {
  test('is asked more and more seldom, then put before an operator; the retry makes one of everything', async () => {
    const order = await placedPbxOrder(stack)
    const { faults, journal } = stack.sandbox.context
    faults.add({ system: 'voip-ms', kind: 'http-500' })
    await (await desk()).fulfil(order)
    await waitFor('the first refusal', async () =>
      journal.list({ system: 'voip-ms' }).some(({ fault }) => fault),
    )
    const callsBefore = journal.list({ system: 'voip-ms' }).length
    for (let hour = 0; hour < 24; hour += 1) {
      await stack.moveTime(hourMs)
      await restsUntilLater(order.crmOrderId)
    }
    await waitForState(stack, order.crmOrderId, 'held')
    expect(journal.list({ system: 'voip-ms' }).length - callsBefore).toBeLessThan(200)
    const detail = await (await desk()).read(order)
    expect(detail).toMatchObject({ phase: 'failed', nextAction: { who: 'operator' } })
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 0, numbers: 0, trunks: 0 })

    faults.clear()
    const { api } = await desk()
    const repaired = await api.request('POST', `/api/console/orders/${order.crmOrderId}/repair`, {
      step: 'number.ensure-trunk',
      repair: { kind: 'retry' },
    })
    expect(repaired.status, JSON.stringify(repaired.body)).toBe(200)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 1,
      trunks: 1,
      numbers: 1,
      acceptedOrders: 1,
    })
  })

  test('and comes back within the hour: the order goes on by itself', async () => {
    const order = await placedPbxOrder(stack)
    const { faults, journal } = stack.sandbox.context
    faults.add({ system: 'voip-ms', operation: 'createSubAccount', kind: 'http-500' })
    await (await desk()).fulfil(order)
    await waitFor('the first refusal', async () =>
      journal.list({ system: 'voip-ms', operation: 'createSubAccount' }).some(({ fault }) => fault),
    )
    for (let step = 0; step < 4; step += 1) await stack.moveTime(10 * minuteMs)
    faults.clear()
    await stack.moveTime(5 * minuteMs)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 1,
      trunks: 1,
      numbers: 1,
      acceptedOrders: 1,
    })
  })
})

describe('a gateway that registers late', () => {
  test('is waited for without trouble; billing and mail come when it is well', async () => {
    const order = await placedPbxOrder(stack)
    stack.sandbox.context.faults.add({
      system: 'event-socket',
      operation: 'register',
      kind: 'stale',
      count: 1,
    })
    await (await desk()).fulfil(order)
    await waitFor('the wait', async () => (await (await desk()).read(order)).waiting)
    const detail = await (await desk()).read(order)
    expect(detail).toMatchObject({ state: 'inProgress', waiting: { for: expect.stringMatching(/trying/i) } })
    expect(detail.error).toBeUndefined()
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, acceptedOrders: 0 })
    expect(mailsTo(stack, order.email, 'pbx-welcome')).toEqual([])

    await stack.moveTime(5 * minuteMs)
    expect((await readOrder(stack, order.crmOrderId)).state).toBe('inProgress')
    const [gateway] = (await tenantRows(stack, order.domain)).gateways
    stack.sandbox.systems.fusionpbx?.setGateway(gateway?.id ?? '', 'registered')
    await stack.moveTime(2 * minuteMs)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(performed(stack.sandbox, 'whmcs', 'AcceptOrder')).toBeGreaterThan(0)
    await awaitMail(stack, order.email, 'pbx-welcome')
  })

  test('after a quarter of an hour an operator is asked, who syncs by the button; then the order completes', async () => {
    const order = await placedPbxOrder(stack)
    stack.sandbox.context.faults.add({
      system: 'event-socket',
      operation: 'register',
      kind: 'reject',
      count: 1,
    })
    await (await desk()).fulfil(order)
    await waitFor('the wait', async () => (await (await desk()).read(order)).waiting)
    await stack.moveTime(20 * minuteMs)
    await waitFor('the operator’s turn', async () => {
      const { nextAction, overdue } = await (await desk()).read(order)
      return nextAction?.who === 'operator' || overdue
    })
    const [gateway] = (await tenantRows(stack, order.domain)).gateways
    stack.sandbox.systems.fusionpbx?.setGateway(gateway?.id ?? '', 'absent')
    const synced = await (await desk()).act(order, 'sync-gateways')
    expect(synced.body).toMatchObject({ gateways: [{ status: 'registered' }] })
    await stack.moveTime(2 * minuteMs)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, acceptedOrders: 1 })
  })

  test('a rescan that the switch lost is sent again', async () => {
    const order = await placedPbxOrder(stack)
    stack.sandbox.context.faults.add({ system: 'event-socket', operation: 'rescan', kind: 'stale', count: 2 })
    await (await desk()).fulfil(order)
    await waitFor('the wait', async () => (await (await desk()).read(order)).waiting)
    await stack.moveTime(2 * minuteMs)
    await waitForState(stack, order.crmOrderId, 'completed')
  })
})
