import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { outsideEffects, performed } from './stack/effects.ts'
import { expectOneOfEach, type OrderInHand, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import { callWebhook, fulfilPath, type WebhookCall } from './stack/signed-webhook.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack

beforeAll(async () => {
  // Without the sweep, only the webhook acts.
  stack = await startStack({ environment: { TRIGGERS_SWEEP: 'false' } })
  stack.sandbox.systems.salesforce.setWebhookTarget(stack.webhookTarget)
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

/** Presses "Provision in WHMCS". */
async function press({ crmOrderId }: OrderInHand, idempotencyKey: string = randomUUID()) {
  const answer = await stack.sandbox.systems.salesforce.pressQuickAction(crmOrderId, { idempotencyKey })
  return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> }
}

const crmOrder = ({ crmOrderId }: OrderInHand) =>
  stack.sandbox.systems.salesforce.readRecord('Order', crmOrderId)
const page = async ({ customer, crmOrderId }: OrderInHand) =>
  (await customer.api.request('GET', `/api/orders/${crmOrderId}`)).body

/** Waits until Salesforce was told that the order failed. */
const waitForFailure = ({ crmOrderId }: OrderInHand) =>
  waitFor('the failure in Salesforce', async () => {
    return (await readOrder(stack, crmOrderId)).crmStatusReported === 'failed'
  })

describe('the quick action', () => {
  test('answers what was provisioned, with numbers and masks only (R088, R090)', async () => {
    const order = await placedOrder(stack)
    const { status, body } = await press(order)
    expect(status).toBe(200)
    const [billed] = stack.sandbox.systems.whmcs.listOrders(order.customer.billingClientId)
    expect(body).toEqual({
      status: 'Provisioned',
      sfOrderId: order.crmOrderId,
      whmcsOrderId: billed?.orderId,
      whmcsServiceIds: billed?.serviceIds.map(Number),
      maskedIccid: expect.stringMatching(/^•+\d{4}$/),
      generation: 1,
      correlationId: expect.any(String),
    })
    await expectOneOfEach(stack, order)
  })

  test('pressed again after the end it answers the same and does nothing', async () => {
    const order = await placedOrder(stack)
    const key = randomUUID()
    const first = await press(order, key)
    for (const again of [await press(order, key), await press(order)]) {
      expect(again.status).toBe(200)
      expect({ ...again.body, correlationId: '' }).toEqual({ ...first.body, correlationId: '' })
    }
    await expectOneOfEach(stack, order)
  })

  test('without a payment method: 409, the customer has to act; with one it goes on (R085)', async () => {
    const { whmcs } = stack.sandbox.systems
    const order = await placedOrder(stack)
    whmcs.removeCards(order.customer.billingClientId)
    const refused = await press(order)
    expect(refused).toMatchObject({
      status: 409,
      body: { status: 'Failed', errorCode: 'PAYMENT_METHOD_MISSING' },
    })
    expect(refused.body.errorMessage).toContain('Payment Method Missing')
    await waitForFailure(order)
    expect(crmOrder(order)).toMatchObject({
      Activation_Status__c: 'Failed',
      Activation_Error__c: expect.stringMatching(/^PAYMENT_METHOD_MISSING: Payment Method Missing/),
      Activation_Error_DateTime__c: expect.any(String),
    })
    expect(await outsideEffects(stack.sandbox, order.crmOrderId, stack)).toMatchObject({
      billingOrders: 0,
      esimProfiles: 0,
      lines: 0,
    })
    expect(await page(order)).toMatchObject({
      status: 'Failed',
      actionRequired: expect.stringContaining('payment method'),
    })
    whmcs.addCard(order.customer.billingClientId)
    expect(await press(order)).toMatchObject({ status: 200, body: { status: 'Provisioned', generation: 2 } })
    await expectOneOfEach(stack, order)
    expect(crmOrder(order)).toMatchObject({ Activation_Error__c: null, Activation_Error_DateTime__c: null })
    expect((await page(order)).actionRequired).toBeUndefined()
  })

  test.each([
    ['the SM-DP+', 'es2plus', 'downloadOrder'],
    ['the line register', 'mvne', 'activateLine'],
  ])(
    'when %s says no: 502 and nothing billed; pressed again it succeeds (R086)',
    async (_who, system, operation) => {
      const order = await placedOrder(stack)
      const billed = performed(stack.sandbox, 'whmcs', 'AddOrder')
      stack.sandbox.context.faults.add({ system, operation, kind: 'reject', count: 1 })
      const refused = await press(order)
      expect(refused).toMatchObject({
        status: 502,
        body: { status: 'Failed', errorCode: expect.any(String) },
      })
      await waitForFailure(order)
      expect(crmOrder(order)).toMatchObject({ Activation_Status__c: 'Failed' })
      expect(performed(stack.sandbox, 'whmcs', 'AddOrder')).toBe(billed)
      expect(await page(order)).toMatchObject({ status: 'Failed', cancellable: false })
      expect(await press(order)).toMatchObject({ status: 200 })
      await expectOneOfEach(stack, order)
    },
  )

  test('when billing says no: 502, the eSIM is kept for the next try, and no second one is taken', async () => {
    const order = await placedOrder(stack)
    stack.sandbox.context.faults.add({ system: 'whmcs', operation: 'AddOrder', kind: 'reject', count: 1 })
    expect(await press(order)).toMatchObject({ status: 502, body: { status: 'Failed' } })
    expect(await outsideEffects(stack.sandbox, order.crmOrderId, stack)).toMatchObject({ esimProfiles: 1 })
    expect(await press(order)).toMatchObject({ status: 200 })
    await expectOneOfEach(stack, order)
  })

  test('that takes longer than its caller waits: 202, and the end is told to who asks again (X05)', async () => {
    const impatient = await stack.startAnother({ SF_WEBHOOK_WAIT_SECONDS: '0.2' })
    const order = await placedOrder(stack)
    const slow = { system: 'whmcs', operation: 'AddOrder', kind: 'slow', ms: 1_200, count: 1 } as const
    stack.sandbox.context.faults.add(slow)
    const call: WebhookCall = {
      path: fulfilPath(order.crmOrderId),
      idempotencyKey: randomUUID(),
      url: impatient.url,
    }
    const early = await callWebhook(stack, call)
    expect(early).toMatchObject({ status: 202, body: { status: 'Activating', generation: 1 } })
    expect(early.body.whmcsOrderId).toBeUndefined()
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await callWebhook(stack, call)).toMatchObject({
      status: 200,
      body: { status: 'Provisioned', generation: 1 },
    })
    await expectOneOfEach(stack, order)
  })
})

describe('a call that asks for nothing that is there', () => {
  test.each([
    ['an order that Salesforce does not have', '801000000000999AAA', 404, 'ORDER_UNKNOWN'],
    ['an id that is none', 'not-an-id', 400, 'ORDER_ID_MALFORMED'],
    ['an id whose check letters are wrong', '801000000000999ZZZ', 400, 'ORDER_ID_MALFORMED'],
  ])('%s', async (_what, id, status, code) => {
    expect(await callWebhook(stack, { path: fulfilPath(id) })).toMatchObject({
      status,
      body: { error: { code } },
    })
  })

  test('an order that was cancelled in Salesforce', async () => {
    const order = await placedOrder(stack)
    stack.sandbox.systems.salesforce.cancelOrder(order.crmOrderId)
    expect(await press(order)).toMatchObject({
      status: 422,
      body: { status: 'Failed', errorCode: 'CRM_ORDER_CANCELLED' },
    })
    expect(await outsideEffects(stack.sandbox, order.crmOrderId, stack)).toMatchObject({ billingOrders: 0 })
  })

  test('one Idempotency-Key for two orders', async () => {
    const [one, other] = [await placedOrder(stack), await placedOrder(stack)]
    const key = randomUUID()
    expect(await press(one, key)).toMatchObject({ status: 200 })
    expect(await press(other, key)).toMatchObject({
      status: 409,
      body: { error: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    })
    expect(await page(other)).toMatchObject({ status: 'Pending Review' })
  })
})

describe('a call that nobody may make has no effect', () => {
  let order: OrderInHand
  let path: string
  beforeAll(async () => {
    order = await placedOrder(stack)
    path = fulfilPath(order.crmOrderId)
  })
  afterEach(async () => {
    const inbox = await stack.server.services.db
      .selectFrom('inbox')
      .select('generation')
      .where('crm_order_id', '=', order.crmOrderId)
      .execute()
    expect(inbox).toEqual([])
    expect(await page(order)).toMatchObject({ status: 'Pending Review' })
  })
  const refused = async (call: Partial<WebhookCall>, status: number, code: string) => {
    const answer = await callWebhook(stack, { path, ...call })
    expect(answer).toMatchObject({ status, body: { error: { code, message: expect.any(String) } } })
  }

  test('another body, path, time or nonce than was signed', async () => {
    const other = (await placedOrder(stack)).crmOrderId
    const later = String(stack.clock.now().getTime() + 1)
    await refused({ sent: { body: { requestedBy: 'Mallory' } } }, 401, 'SIGNATURE_WRONG')
    await refused({ path: fulfilPath(other), sent: { path } }, 401, 'SIGNATURE_WRONG')
    await refused({ sent: { path: `${path}?x=1` } }, 401, 'SIGNATURE_WRONG')
    await refused({ sent: { headers: { 'x-nonce': randomUUID() } } }, 401, 'SIGNATURE_WRONG')
    await refused({ sent: { headers: { 'x-timestamp': later } } }, 401, 'SIGNATURE_WRONG')
  })

  test('another key, another token, or none of what is needed', async () => {
    await refused({ key: 'a-key-that-nobody-agreed-on-with-us' }, 401, 'SIGNATURE_WRONG')
    await refused({ bearerToken: 'stories-bearer-token-of-25' }, 401, 'AUTHORIZATION_WRONG')
    await refused({ sent: { headers: { authorization: '' } } }, 401, 'AUTHORIZATION_MISSING')
    await refused({ sent: { headers: { 'x-signature': '' } } }, 400, 'SIGNATURE_HEADERS_MISSING')
    await refused({ sent: { headers: { 'x-signature': 'v1=00' } } }, 400, 'SIGNATURE_MALFORMED')
    await refused({ idempotencyKey: 'not-a-uuid' }, 400, 'IDEMPOTENCY_KEY_INVALID')
  })

  test('a clock that is off by more than five minutes', async () => {
    const now = stack.clock.now().getTime()
    for (const minutes of [-6, 6]) {
      await refused({ timestampMs: now + minutes * 60_000 }, 401, 'TIMESTAMP_OUTSIDE_WINDOW')
    }
  })

  test('an address that is not on the list, with everything else right', async () => {
    const guarded = await stack.startAnother({ SF_WEBHOOK_ALLOWED_IPS: '203.0.113.0/24' })
    await refused({ url: guarded.url }, 403, 'ADDRESS_NOT_ALLOWED')
    const forwarded = { headers: { 'x-forwarded-for': '203.0.113.9' } }
    await refused({ url: guarded.url, sent: forwarded }, 403, 'ADDRESS_NOT_ALLOWED')
  })

  test('the same call again, at any process', async () => {
    const used = await placedOrder(stack)
    const another = await stack.startAnother()
    const replay = { path: fulfilPath(used.crmOrderId), nonce: randomUUID() }
    const timestampMs = stack.clock.now().getTime()
    expect((await callWebhook(stack, { ...replay, timestampMs })).status).toBe(200)
    for (const url of [stack.server.url, another.url]) {
      const again = await callWebhook(stack, { ...replay, timestampMs, url })
      expect(again).toMatchObject({ status: 401, body: { error: { code: 'NONCE_USED' } } })
    }
    await expectOneOfEach(stack, used)
  })
})
