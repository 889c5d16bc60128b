import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { outsideEffects, performed, usedProfiles } from './stack/effects.ts'
import { inboxRows } from './stack/inbox-rows.ts'
import { repair, signInOperator } from './stack/operator.ts'
import { expectOneOfEach, type OrderInHand, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import type { ApiClient } from './stack/portal-client.ts'
import { signInAgain } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

let stack: Stack
let operator: ApiClient

beforeAll(async () => {
  stack = await startStack()
  operator = await signInOperator(stack)
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const cancel = (order: OrderInHand) =>
  operator.request('POST', `/api/console/orders/${order.crmOrderId}/cancel`, { reason: 'Customer withdrew' })

/** An approved order that meets a fault on its way. */
async function orderMeeting(...faults: FaultRule[]): Promise<OrderInHand> {
  const order = await placedOrder(stack)
  for (const fault of faults) stack.sandbox.context.faults.add(fault)
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  return order
}

/** WHMCS says no to the acceptance: everything is made, and the point of no return not passed. */
const acceptanceRefused: FaultRule = { system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 }

/** Asks for another try in the CRM, once it shows the failure. */
async function requestRetry({ crmOrderId }: OrderInHand): Promise<void> {
  const { salesforce } = stack.sandbox.systems
  await waitFor('the failure in the CRM', async () => {
    return salesforce.readRecord('Order', crmOrderId)?.Activation_Status__c === 'Failed'
  })
  salesforce.requestRetry(crmOrderId)
}

/** Nothing of the order is left outside, and everybody has been told. */
async function expectTakenBack({ customer, crmOrderId }: OrderInHand): Promise<void> {
  await waitForState(stack, crmOrderId, 'cancelled')
  const { whmcs, salesforce } = stack.sandbox.systems
  expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
    acceptedOrders: 0,
    esimProfiles: 0,
    lines: 0,
  })
  for (const order of whmcs.listOrders(customer.billingClientId)) expect(order.status).toBe('Cancelled')
  for (const service of whmcs.listServices(customer.billingClientId)) expect(service.status).toBe('Cancelled')
  for (const invoice of whmcs.listInvoices(customer.billingClientId)) expect(invoice.status).toBe('Cancelled')
  await waitFor(
    'the CRM told',
    async () => salesforce.readRecord('Order', crmOrderId)?.Status === 'Cancelled',
  )
  const { api } = await signInAgain(stack, customer)
  const shown = await api.request('GET', `/api/orders/${crmOrderId}`)
  expect(shown.body.status).toMatch(/cancel/i)
  const { id } = await readOrder(stack, crmOrderId)
  const { db } = stack.server.services
  const reserved = await db
    .selectFrom('esim_profile')
    .select('id')
    .where('reserved_ref', 'like', `${id}/%`)
    .execute()
  const secrets = await db.selectFrom('order_secret').select('name').where('order_id', '=', id).execute()
  expect({ reserved, secrets }).toEqual({ reserved: [], secrets: [] })
}

describe('by the customer', () => {
  test('before approval: nothing was made, the CRM is told, and a late approval starts nothing', async () => {
    const { salesforce, whmcs } = stack.sandbox.systems
    const order = await placedOrder(stack)
    const path = `/api/orders/${order.crmOrderId}/cancel-request`
    const answer = await order.customer.api.request('POST', path, { reason: 'Ordered twice' })
    expect(answer.status).toBe(200)
    await expectTakenBack(order)
    salesforce.approveOrder(order.crmOrderId)
    const { db } = stack.server.services
    await waitFor('the late approval', () =>
      db
        .selectFrom('inbox')
        .selectAll()
        .where('crm_order_id', '=', order.crmOrderId)
        .where('result', 'like', 'refused:%')
        .executeTakeFirst(),
    )
    expect((await readOrder(stack, order.crmOrderId)).state).toBe('cancelled')
    expect(whmcs.listOrders(order.customer.billingClientId)).toEqual([])
  })

  test('once it is being set up, is refused with the way that is left', async () => {
    const order = await orderMeeting(acceptanceRefused)
    await waitForState(stack, order.crmOrderId, 'held')
    const path = `/api/orders/${order.crmOrderId}/cancel-request`
    const answer = await order.customer.api.request('POST', path, {})
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'ORDER_IN_PROGRESS' } } })
    expect(JSON.stringify(answer.body)).toMatch(/ask support/i)
    await repair(operator, order.crmOrderId, 'billing.accept-order', { kind: 'retry' })
    await expectOneOfEach(stack, order)
  })
})

describe('by an operator before the point of no return', () => {
  test('everything that was made is taken back, and the profile can be used again', async () => {
    const order = await orderMeeting(acceptanceRefused)
    await waitForState(stack, order.crmOrderId, 'held')
    const before = await outsideEffects(stack.sandbox, order.crmOrderId, stack)
    expect(before).toMatchObject({ billingOrders: 1, acceptedOrders: 0, esimProfiles: 1, lines: 1 })
    const [profile] = usedProfiles(stack.sandbox).slice(-1)
    expect((await cancel(order)).status).toBe(200)
    await expectTakenBack(order)
    expect(usedProfiles(stack.sandbox)).not.toContain(profile)
    const { steps } = await readOrder(stack, order.crmOrderId)
    expect(new Set(Object.values(steps).map(({ state }) => state))).toEqual(new Set(['undone']))
    const twice = await cancel(order)
    expect(twice).toMatchObject({ status: 409, body: { error: { code: 'ORDER_FINISHED' } } })
  })

  test.each(['slow', 'timeout-after-write'] as const)(
    'while AddOrder is out (%s): the order that it makes is cancelled',
    async (kind) => {
      const reads = { system: 'whmcs', operation: 'GetClientsProducts', kind: 'http-500', count: 3 } as const
      const write = { system: 'whmcs', operation: 'AddOrder', kind, ms: 1_500, count: 1 } as const
      const order = await placedOrder(stack)
      // Only once the first look, before AddOrder, is over may looking fail.
      stack.sandbox.context.faults.add(write)
      const { journal } = stack.sandbox.context
      const looks = () => journal.list({ system: 'whmcs', operation: 'GetClientsProducts' }).length
      const before = looks()
      stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
      await waitFor('AddOrder out', async () => {
        const { steps } = await readOrder(stack, order.crmOrderId)
        return steps['billing.add-order']?.state === 'running' && looks() > before
      })
      if (kind === 'timeout-after-write') stack.sandbox.context.faults.add(reads)
      expect((await cancel(order)).status).toBe(200)
      const { whmcs } = stack.sandbox.systems
      const made = () => whmcs.listOrders(order.customer.billingClientId).length
      await waitFor('the order at WHMCS', async () => made() === 1)
      // Nothing is taken back before the call has certainly ended.
      await stack.moveTime(minuteMs)
      await expectTakenBack(order)
      expect(made()).toBe(1)
    },
  )

  test('an order that may or may not be at WHMCS is looked for before it counts as taken back', async () => {
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    // Longer than the caller waits; while it is at work, WHMCS stops answering.
    faults.add({ system: 'whmcs', operation: 'AddOrder', kind: 'slow', ms: 2_300, count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await waitFor('AddOrder out', async () => faults.list().length === 0)
    faults.add({ system: 'whmcs', kind: 'timeout-before-write' })
    const addOrder = async () => (await readOrder(stack, order.crmOrderId)).steps['billing.add-order']
    await waitFor('a vain look', async () => Number((await addOrder())?.attempt_count) >= 2)
    const { whmcs } = stack.sandbox.systems
    await waitFor(
      'the order at WHMCS',
      async () => whmcs.listOrders(order.customer.billingClientId).length === 1,
    )
    await stack.moveTime(2 * hourMs)
    await waitFor('the step unknown', async () => (await addOrder())?.state === 'unknown')
    operator = await signInOperator(stack)
    await waitForState(stack, order.crmOrderId, 'held')
    const pause = '/api/console/connectors/whmcs/pause'
    expect((await operator.request('POST', pause, { reason: 'Maintenance' })).status).toBe(200)
    await requestRetry(order)
    await waitFor('the retry', async () => (await readOrder(stack, order.crmOrderId)).generation === 2)
    faults.clear()
    expect((await cancel(order)).status).toBe(200)
    expect((await operator.request('POST', pause.replace('pause', 'resume'), {})).status).toBe(200)
    await stack.moveTime(minuteMs)
    await expectTakenBack(order)
    expect(whmcs.listOrders(order.customer.billingClientId)).toHaveLength(1)
  })

  test('taking back goes on through failures that pass', async () => {
    const order = await orderMeeting(acceptanceRefused)
    await waitForState(stack, order.crmOrderId, 'held')
    const { faults } = stack.sandbox.context
    faults.add({ system: 'mvne', operation: 'terminateLine', kind: 'http-500-after-write', count: 1 })
    faults.add({ system: 'whmcs', operation: 'CancelOrder', kind: 'timeout-after-write', count: 1 })
    faults.add({ system: 'es2plus', operation: 'cancelOrder', kind: 'throttle', count: 2 })
    expect((await cancel(order)).status).toBe(200)
    await expectTakenBack(order)
    expect(faults.list()).toEqual([])
  })

  test('what cannot be taken back parks with its cause, and what was taken back stays so until another cancellation ends the order', async () => {
    const order = await orderMeeting(acceptanceRefused)
    await waitForState(stack, order.crmOrderId, 'held')
    const { faults } = stack.sandbox.context
    const message = 'The order is locked for review'
    faults.add({ system: 'whmcs', operation: 'CancelOrder', kind: 'reject', message, count: 1 })
    expect((await cancel(order)).status).toBe(200)
    const stuck = await waitFor('the parked step', async () => {
      const now = await readOrder(stack, order.crmOrderId)
      return now.state === 'held' && now.steps['billing.add-order']?.state === 'failed' && now
    })
    expect(stuck.steps['billing.add-order']?.error).toMatchObject({ connector: 'whmcs' })
    const { body } = await operator.request('GET', `/api/console/orders/${order.crmOrderId}`)
    expect(body.nextAction).toMatchObject({ who: 'operator', step: 'billing.add-order' })

    // The CRM was told that it failed, and somebody there asks for another try.
    await requestRetry(order)
    await waitFor('the retry refused', async () => {
      const [, retry] = await inboxRows(stack, order.crmOrderId)
      return retry?.result === 'refused:NOTHING_TO_DO'
    })
    expect((await readOrder(stack, order.crmOrderId)).state).toBe('held')

    // Another try is another cancellation; WHMCS has unlocked the order meanwhile.
    expect((await cancel(order)).status).toBe(200)
    await expectTakenBack(order)
  })

  test('a profile that is on a phone already is a person’s decision; skipped, the rest ends', async () => {
    const order = await orderMeeting(acceptanceRefused)
    await waitForState(stack, order.crmOrderId, 'held')
    const { faults } = stack.sandbox.context
    faults.add({ system: 'es2plus', operation: 'cancelOrder', kind: 'reject', message: 'wrong state' })
    expect((await cancel(order)).status).toBe(200)
    await waitFor('the first refusal', async () => {
      const { steps } = await readOrder(stack, order.crmOrderId)
      return Object.values(steps).some(({ error }) => error?.code === 'ESIM_PROFILE_STATE_UNCLEAR')
    })
    await stack.moveTime(2 * hourMs)
    operator = await signInOperator(stack)
    const step = await waitFor('the parked step', async () => {
      const now = await readOrder(stack, order.crmOrderId)
      const parked = Object.values(now.steps).find(({ state }) => state === 'failed' || state === 'unknown')
      return now.state === 'held' && parked
    })
    expect(step.error?.code).toBe('ESIM_PROFILE_STATE_UNCLEAR')
    const skip = { kind: 'skip', reason: 'The customer keeps the eSIM of the trial' } as const
    const retried = await repair(operator, order.crmOrderId, step.key, { kind: 'retry' })
    expect(retried).toMatchObject({ status: 409, body: { error: { code: 'ORDER_UNWINDING' } } })
    expect((await repair(operator, order.crmOrderId, step.key, skip)).status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    const effects = await outsideEffects(stack.sandbox, order.crmOrderId, stack)
    expect(effects).toMatchObject({ acceptedOrders: 0, lines: 0 })
  })
})

describe('past the point of no return', () => {
  test('is refused with what to do instead, and the order goes on', async () => {
    const writeBack = { system: 'salesforce', operation: 'POST /composite', contains: 'Provisioned' }
    const order = await orderMeeting({ ...writeBack, kind: 'reject', count: 1 })
    await waitForState(stack, order.crmOrderId, 'held')
    const shown = await operator.request('GET', `/api/console/orders/${order.crmOrderId}`)
    expect(shown.body.allowedActions).not.toContain('cancel')
    const answer = await cancel(order)
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'POINT_OF_NO_RETURN' } } })
    expect(JSON.stringify(answer.body)).toMatch(/cancellation request/)
    expect((await repair(operator, order.crmOrderId, 'crm.write-back', { kind: 'retry' })).status).toBe(200)
    await expectOneOfEach(stack, order)
    expect(performed(stack.sandbox, 'whmcs', 'CancelOrder', String(order.crmOrderId))).toBe(0)
  })
})
