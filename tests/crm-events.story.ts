import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { inboxRows } from './stack/inbox-rows.ts'
import { withNextServer } from './stack/next-server.ts'
import { approvedOrder, expectOneOfEach, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const hourMs = 3_600_000

let stack: Stack

// Without the sweep, so that nothing but the event stream can bring an order.
beforeAll(async () => {
  stack = await startStack({ environment: { TRIGGERS_SWEEP: 'false' } })
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

async function expectOneRequest(crmOrderId: string): Promise<void> {
  expect(await inboxRows(stack, crmOrderId)).toEqual([{ generation: 1, door: 'event', result: 'started' }])
}

describe('what the event bus may do', () => {
  test('the same event twice, and another one of the same order, is one request', async () => {
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'duplicate-delivery', count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    stack.sandbox.systems.salesforce.publishProvisionRequest(order.crmOrderId)
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
    expect(faults.list()).toEqual([])
  })

  test('events in the wrong order start each order once', async () => {
    const { faults } = stack.sandbox.context
    const [first, second] = [await placedOrder(stack), await placedOrder(stack)]
    faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'out-of-order', count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(first.crmOrderId)
    stack.sandbox.systems.salesforce.approveOrder(second.crmOrderId)
    for (const order of [first, second]) {
      await expectOneOfEach(stack, order)
      await expectOneRequest(order.crmOrderId)
    }
    expect(faults.list()).toEqual([])
  })

  test('an event that comes after the order is complete changes nothing', async () => {
    const order = await approvedOrder(stack)
    await expectOneOfEach(stack, order)
    const { eventId } = stack.sandbox.systems.salesforce.publishProvisionRequest(order.crmOrderId)
    const { db } = stack.server.services
    await waitFor('the late event', () =>
      db.selectFrom('inbox_delivery').selectAll().where('delivery_id', '=', eventId).executeTakeFirst(),
    )
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
  })

  test('a session that ends under the stream is renewed, and the event comes', async () => {
    const { salesforce } = stack.sandbox.systems
    const order = await placedOrder(stack)
    const logins = performed(stack.sandbox, 'salesforce', 'login')
    salesforce.expireTokens()
    salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
    expect(performed(stack.sandbox, 'salesforce', 'login')).toBeGreaterThan(logins)
  })

  test('a connection that is cut while an event is delivered delivers it again', async () => {
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'timeout-before-write', count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
    expect(faults.list()).toEqual([])
  })
})

describe('a retry from the CRM (Activating) after a failure', () => {
  test('is a new generation and continues only what failed', async () => {
    const { sandbox } = stack
    const { salesforce, whmcs } = sandbox.systems
    const order = await placedOrder(stack)
    const message = 'Invalid Payment Method'
    sandbox.context.faults.add({ system: 'whmcs', operation: 'AddOrder', kind: 'reject', message, count: 1 })
    salesforce.approveOrder(order.crmOrderId)
    await waitForState(stack, order.crmOrderId, 'held')
    await waitFor('the failure in the CRM', async () => {
      const record = salesforce.readRecord('Order', order.crmOrderId)
      return record?.Activation_Status__c === 'Failed' && record.Activation_Error__c
    })
    const made = ['downloadOrder', 'confirmOrder'].map((name) => performed(sandbox, 'es2plus', name))
    const lines = performed(sandbox, 'mvne', 'activateLine')
    expect(whmcs.listOrders(order.customer.billingClientId)).toEqual([])
    // A person sets the status twice in a row, as impatient people do.
    salesforce.requestRetry(order.crmOrderId)
    salesforce.publishProvisionRequest(order.crmOrderId)
    await expectOneOfEach(stack, order)
    expect(await inboxRows(stack, order.crmOrderId)).toEqual([
      { generation: 1, door: 'event', result: 'started' },
      { generation: 2, door: 'event', result: 'started' },
    ])
    expect((await readOrder(stack, order.crmOrderId)).generation).toBe(2)
    expect(['downloadOrder', 'confirmOrder'].map((name) => performed(sandbox, 'es2plus', name))).toEqual(made)
    expect(performed(sandbox, 'mvne', 'activateLine')).toBe(lines)
    expect(salesforce.readRecord('Order', order.crmOrderId)?.Activation_Error__c ?? null).toBeNull()
  })
})

describe('Salesforce in trouble', () => {
  test('down when the event comes: the order waits in the inbox, and completes when Salesforce is back', async () => {
    const { faults, journal } = stack.sandbox.context
    const order = await placedOrder(stack)
    faults.add({ system: 'salesforce', kind: 'timeout-before-write' })
    const before = journal.list({ system: 'salesforce' }).length
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await waitFor('three vain calls', async () => journal.list({ system: 'salesforce' }).length >= before + 3)
    expect(await inboxRows(stack, order.crmOrderId)).toEqual([{ generation: 1, door: 'event', result: null }])
    faults.clear()
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
  })

  test('down for half an hour before the write-back: the service waits for nothing else, then the CRM is told', async () => {
    const order = await placedOrder(stack)
    const outage = { system: 'salesforce', operation: 'POST /composite', contains: 'Provisioned' }
    stack.sandbox.context.faults.add({ ...outage, kind: 'http-500' })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    const trouble = () =>
      waitFor('the write-back in trouble', async () => {
        const { steps } = await readOrder(stack, order.crmOrderId)
        return (steps['crm.write-back']?.attempt_count ?? 0) >= 2 && steps['crm.write-back']
      })
    await trouble()
    await stack.moveTime(hourMs / 2)
    expect((await trouble()).error).toMatchObject({ connector: 'salesforce' })
    expect((await readOrder(stack, order.crmOrderId)).state).toBe('inProgress')
    expect((await readOrder(stack, order.crmOrderId)).steps['mail.send:esim-activation']?.state).toBe('done')
    stack.sandbox.context.faults.clear()
    await stack.moveTime(hourMs / 12)
    await expectOneOfEach(stack, order)
  })

  test('its allowance of API requests used up: the order goes on when there is more', async () => {
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    faults.add({ system: 'salesforce', kind: 'throttle', count: 4 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
    expect(faults.list()).toEqual([])
  })

  test.each([2, 7])('a row locked %i times over is written in the end, once', async (count) => {
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    const writeBack = { system: 'salesforce', operation: 'POST /composite', contains: 'Provisioned' }
    faults.add({ ...writeBack, kind: 'reject', message: 'UNABLE_TO_LOCK_ROW', count })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    expect(faults.list()).toEqual([])
    expect(performed(stack.sandbox, 'salesforce', 'POST /composite', order.crmOrderId)).toBe(1)
  })
})

describe('published while no server listened', () => {
  test('the stream goes on where it was', async () => {
    const order = await placedOrder(stack)
    await stack.server.stop()
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    stack = await withNextServer(stack)
    await expectOneOfEach(stack, order)
    await expectOneRequest(order.crmOrderId)
  })

  test('80 hours later: the position is refused, what is retained comes by the stream, the rest by the sweep', async () => {
    const { salesforce } = stack.sandbox.systems
    const [lost, retained] = [await placedOrder(stack), await placedOrder(stack)]
    await stack.server.stop()
    salesforce.approveOrder(lost.crmOrderId)
    stack.clock.move(80 * hourMs)
    stack.sandbox.context.clock.move(80 * hourMs)
    salesforce.approveOrder(retained.crmOrderId)
    stack.sandbox.context.journal.clear()
    stack = await withNextServer(stack)
    await expectOneOfEach(stack, retained)
    await expectOneRequest(retained.crmOrderId)
    const starts = stack.sandbox.context.journal.list({ system: 'pubsub', operation: 'Subscribe' })
    expect(starts.map((entry) => entry.request)).toMatchObject([
      { replayPreset: 'CUSTOM', refusal: 'subscription.fetch.replayid.corrupted' },
      { replayPreset: 'EARLIEST' },
    ])
    expect(await inboxRows(stack, lost.crmOrderId)).toEqual([])
    await stack.server.stop()
    stack = await withNextServer(stack, { TRIGGERS_SWEEP: 'true' })
    await expectOneOfEach(stack, lost)
    expect(await inboxRows(stack, lost.crmOrderId)).toMatchObject([{ generation: 1, door: 'sweep' }])
  })
})
