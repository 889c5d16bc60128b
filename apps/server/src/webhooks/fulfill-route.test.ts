import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import {
  type CallOptions,
  createWebhookWorld,
  newOrderId,
  refusal,
  type WebhookWorld,
} from './webhook-world.ts'

let world: WebhookWorld
beforeAll(async () => {
  world = await createWebhookWorld()
})
afterAll(() => world.close())

const call = (options?: CallOptions) => world.call(options)

test('without a UUID as Idempotency-Key nothing is taken in', async () => {
  for (const idempotencyKey of ['', 'click-1']) {
    expect(await call({ idempotencyKey })).toMatchObject(refusal(400, 'IDEMPOTENCY_KEY_INVALID'))
  }
})

test('what is not a record id is refused', async () => {
  expect(await call({ path: '/api/orders/order-1/fulfill' })).toMatchObject(
    refusal(400, 'ORDER_ID_MALFORMED'),
  )
})

test('the 15-character id means the same order as the 18-character id', async () => {
  const first = await call({ path: '/api/orders/801Xx0000004Cq1/fulfill' })
  expect(first.body.sfOrderId).toMatch(/^801Xx0000004Cq1[A-Z0-5]{3}$/)
  const second = await call({ path: `/api/orders/${first.body.sfOrderId}/fulfill` })
  expect(second.body).toMatchObject({ sfOrderId: first.body.sfOrderId, generation: 1 })
})

test('the caller’s correlation id comes back, a malformed one is replaced', async () => {
  const correlationId = 'flow-interview-0001'
  const told = await call({ sent: { headers: { 'x-correlation-id': correlationId } } })
  expect(told.headers['x-correlation-id']).toBe(correlationId)
  expect(told.body.correlationId).toBe(correlationId)
  const forged = await call({ sent: { headers: { 'x-correlation-id': 'a b"}' } } })
  expect(forged.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('one click sent twice under fresh signatures is one request, and reads the present result', async () => {
  const path = `/api/orders/${newOrderId()}/fulfill`
  const idempotencyKey = randomUUID()
  const before = world.woken.length
  expect(await call({ path, idempotencyKey })).toMatchObject({ status: 202, body: { generation: 1 } })
  const crm_order_id = path.split('/')[3] ?? ''
  await insertTestOrder(world.db, {
    crm_order_id,
    state: 'completed',
    generation: 1,
    billing_order_id: '77',
    billing_service_ids: ['501', '502'],
    masked_iccid: '••••0017',
  })
  expect(await call({ path, idempotencyKey })).toMatchObject({
    status: 200,
    body: { status: 'Provisioned', whmcsOrderId: '77', whmcsServiceIds: [501, 502], maskedIccid: '••••0017' },
  })
  expect(world.woken.slice(before)).toEqual([`intake ${crm_order_id}`])
})

test('who asked is kept with the request', async () => {
  const crmOrderId = newOrderId()
  await call({ path: `/api/orders/${crmOrderId}/fulfill`, body: '{"requestedBy":"Grace Hopper"}' })
  await call({ body: '["not", "an", "object"]' })
  const query = world.db.selectFrom('inbox').select('requested_by').where('crm_order_id', '=', crmOrderId)
  expect(await query.execute()).toEqual([{ requested_by: 'Grace Hopper' }])
})

test('one Idempotency-Key cannot stand for two orders', async () => {
  const idempotencyKey = randomUUID()
  expect(await call({ idempotencyKey })).toMatchObject({ status: 202 })
  expect(await call({ idempotencyKey })).toMatchObject(refusal(409, 'IDEMPOTENCY_KEY_REUSED'))
})

async function handled(crmOrderId: string, result: string): Promise<void> {
  await world.db
    .updateTable('inbox')
    .set({ handled_at: new Date(), result })
    .where('crm_order_id', '=', crmOrderId)
    .execute()
}

async function outcomeAfter(prepare: (crmOrderId: string) => Promise<unknown>) {
  const path = `/api/orders/${newOrderId()}/fulfill`
  const idempotencyKey = randomUUID()
  const crmOrderId = path.split('/')[3] ?? ''
  await call({ path, idempotencyKey })
  await prepare(crmOrderId)
  return call({ path, idempotencyKey })
}

test('a missing payment method answers 409 with the code of document 1', async () => {
  const answer = await outcomeAfter(async (crm_order_id) => {
    const error = { error_code: 'PAYMENT_METHOD_MISSING', error_message: 'Payment Method Missing' }
    await insertTestOrder(world.db, { crm_order_id, state: 'held', generation: 1, ...error })
    await handled(crm_order_id, 'started')
  })
  expect(answer).toMatchObject({
    status: 409,
    body: { status: 'Failed', errorCode: 'PAYMENT_METHOD_MISSING', errorMessage: 'Payment Method Missing' },
  })
})

test('an eSIM that cannot be activated answers 502', async () => {
  const answer = await outcomeAfter(async (crm_order_id) => {
    const failure = { error_code: 'PROFILE_REFUSED', error_message: 'The SM-DP+ refused the profile.' }
    const orderId = await insertTestOrder(world.db, {
      crm_order_id,
      state: 'held',
      generation: 1,
      ...failure,
    })
    const error = { kind: 'rejected', code: 'PROFILE_REFUSED', message: 'x', connector: 'es2plus' }
    await world.db
      .insertInto('order_step')
      .values({
        order_id: orderId,
        key: 'esim.download-order:1.1',
        position: 1,
        action: 'esim.download',
        needs: [],
        input: '{}',
        state: 'failed',
        error: JSON.stringify(error),
        updated_at: new Date(),
      })
      .execute()
    await handled(crm_order_id, 'started')
  })
  expect(answer).toMatchObject({ status: 502, body: { status: 'Failed', errorCode: 'PROFILE_REFUSED' } })
})

test('an order that the CRM does not know answers 404', async () => {
  const answer = await outcomeAfter((crmOrderId) => handled(crmOrderId, 'refused:CRM_ORDER_UNKNOWN'))
  expect(answer).toMatchObject(refusal(404, 'ORDER_UNKNOWN'))
})

test('a rule of our own that says no answers 422 in the same shape', async () => {
  const answer = await outcomeAfter((crmOrderId) => handled(crmOrderId, 'refused:CUSTOMER_NOT_MAPPED'))
  expect(answer).toMatchObject({
    status: 422,
    body: {
      status: 'Failed',
      errorCode: 'CUSTOMER_NOT_MAPPED',
      errorMessage: expect.stringContaining('sign up'),
    },
  })
})

test('a cancelled order answers 409', async () => {
  const answer = await outcomeAfter((crm_order_id) =>
    insertTestOrder(world.db, { crm_order_id, state: 'cancelled', generation: 1 }),
  )
  expect(answer).toMatchObject({ status: 409, body: { status: 'Cancelled' } })
})

test('a change in the catalogue empties the cache, a change elsewhere does not', async () => {
  const path = '/api/webhooks/catalogue-changed'
  expect(await call({ path, body: '{"object":"Product2"}' })).toMatchObject({
    status: 200,
    body: { emptied: true },
  })
  expect(await call({ path, body: '{"object":"Lead"}' })).toMatchObject({
    status: 200,
    body: { emptied: false },
  })
  expect(await call({ path, body: 'not json' })).toMatchObject(refusal(400, 'INVALID_REQUEST'))
  const unsigned = await call({ path, body: '{"object":"Product2"}', sent: { body: '{"object":"Lead"}' } })
  expect(unsigned).toMatchObject(refusal(401, 'SIGNATURE_WRONG'))
})
