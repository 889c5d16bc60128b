import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { insertTestOrder } from '../test-orders.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { webhookRoutes } from './index.ts'
import { type SignatureVersion, sign } from './signature.ts'

const key = 'the-signing-key-that-both-sides-have'
const previousKey = 'the-signing-key-that-was-used-before'
const token = 'bearer-token-of-the-named-credential'
const salesforceAddress = '203.0.113.9'
let world: TestWorld
let app: FastifyInstance

beforeAll(async () => {
  world = await createTestWorld({
    SF_WEBHOOK_KEY: key,
    SF_WEBHOOK_PREVIOUS_KEY: previousKey,
    SF_WEBHOOK_BEARER_TOKEN: token,
    SF_WEBHOOK_ALLOWED_IPS: '203.0.113.0/24, 2001:db8::/32',
    SF_WEBHOOK_WAIT_SECONDS: '0',
    BODY_LIMIT_BYTES: '2048',
  })
  app = await createApp({
    services: world.services,
    server: world.settings.server,
    log: pino({ level: 'silent' }),
    routes: async (instance) => {
      await instance.register(webhookRoutes(world.settings))
    },
  })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

interface CallOptions {
  version?: SignatureVersion
  key?: string
  body?: string
  path?: string
  timestamp?: number
  nonce?: string
  idempotencyKey?: string
  /** What is sent differs from what was signed. */
  sent?: { path?: string; body?: string; headers?: Record<string, string | undefined>; from?: string }
}

function newOrderId(): string {
  return `801${randomUUID().replaceAll('-', '').slice(0, 12).toLowerCase()}AAA`
}

async function call(options: CallOptions = {}) {
  const path = options.path ?? `/api/orders/${newOrderId()}/fulfill`
  const body = options.body ?? '{"requestedBy":"Grace"}'
  const timestamp = String(options.timestamp ?? world.services.clock.now().getTime())
  const nonce = options.nonce ?? randomUUID()
  const parts = { method: 'POST', path, timestamp, nonce, body: Buffer.from(body) }
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'idempotency-key': options.idempotencyKey ?? randomUUID(),
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature': sign(options.version ?? 'v1', parts, options.key ?? key),
    ...options.sent?.headers,
  }
  const request: InjectOptions = {
    method: 'POST',
    url: options.sent?.path ?? path,
    payload: options.sent?.body ?? body,
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined)),
    remoteAddress: options.sent?.from ?? salesforceAddress,
  }
  const response = await app.inject(request)
  return { status: response.statusCode, body: response.json(), headers: response.headers }
}

function refusal(status: number, code: string) {
  return { status, body: { error: { code, correlationId: expect.any(String) } } }
}

test.each(['v1', 'v2'] as const)('a request signed as %s is taken in', async (version) => {
  const path = `/api/orders/${newOrderId()}/fulfill?source=quick-action`
  expect(await call({ version, path })).toMatchObject({
    status: 202,
    body: { status: 'Activating', sfOrderId: path.split('/')[3], generation: 1 },
  })
})

test('the signature is what document 1 and the Apex class compute: five lines, hex of either case, bare or prefixed', async () => {
  const path = `/api/orders/${newOrderId()}/fulfill`
  const timestamp = world.services.clock.now().getTime()
  const nonce = randomUUID()
  const bodyHash = createHash('sha256').update('{}').digest('hex')
  const text = `POST\n${path}\n${timestamp}\n${nonce}\n${bodyHash}`
  const bare = createHmac('sha256', key).update(text).digest('hex').toUpperCase()
  const sent = { headers: { 'x-signature': bare } }
  expect(await call({ path, timestamp, nonce, body: '{}', sent })).toMatchObject({ status: 202 })
})

test('the key before still signs while keys are being changed', async () => {
  expect(await call({ key: previousKey })).toMatchObject({ status: 202 })
})

test('an empty body is signed as such', async () => {
  expect(await call({ body: '' })).toMatchObject({ status: 202 })
})

test('another path, body, time or nonce than the signed ones is refused', async () => {
  const wrong = refusal(401, 'SIGNATURE_WRONG')
  const now = world.services.clock.now().getTime()
  expect(await call({ sent: { path: `/api/orders/${newOrderId()}/fulfill` } })).toMatchObject(wrong)
  const path = `/api/orders/${newOrderId()}/fulfill`
  expect(await call({ path, sent: { path: `${path}?x=1` } })).toMatchObject(wrong)
  expect(await call({ sent: { body: '{"requestedBy":"Mallory"}' } })).toMatchObject(wrong)
  expect(await call({ version: 'v2', sent: { body: '{}' } })).toMatchObject(wrong)
  expect(await call({ sent: { headers: { 'x-timestamp': String(now + 1) } } })).toMatchObject(wrong)
  expect(await call({ sent: { headers: { 'x-nonce': randomUUID() } } })).toMatchObject(wrong)
})

test('a signature by a key that nobody agreed on is refused', async () => {
  expect(await call({ key: 'a-key-that-was-never-agreed-on-at-all' })).toMatchObject(
    refusal(401, 'SIGNATURE_WRONG'),
  )
})

test('one form cannot pass for the other', async () => {
  const body = 'a'.repeat(64)
  const response = await call({ version: 'v2', body, sent: { headers: {} } })
  expect(response.status).toBe(202)
  const nonce = randomUUID()
  const path = `/api/orders/${newOrderId()}/fulfill`
  const timestamp = world.services.clock.now().getTime()
  const parts = { method: 'POST', path, timestamp: String(timestamp), nonce, body: Buffer.from(body) }
  const asV1 = sign('v2', parts, key).replace('v2=', 'v1=')
  const mixed = await call({ path, timestamp, nonce, body, sent: { headers: { 'x-signature': asV1 } } })
  expect(mixed).toMatchObject(refusal(401, 'SIGNATURE_WRONG'))
})

test.each(['v3=', 'sha256=', 'v1=zz', ''])(
  'a signature beginning with "%s" is not understood',
  async (prefix) => {
    const sent = { headers: { 'x-signature': prefix ? `${prefix}${'0'.repeat(64)}` : 'not hex' } }
    expect(await call({ sent })).toMatchObject(refusal(400, 'SIGNATURE_MALFORMED'))
  },
)

test('a time outside five minutes is refused, one inside is taken', async () => {
  const now = world.services.clock.now().getTime()
  for (const minutes of [-6, 6]) {
    const late = await call({ timestamp: now + minutes * 60_000 })
    expect(late).toMatchObject(refusal(401, 'TIMESTAMP_OUTSIDE_WINDOW'))
  }
  for (const minutes of [-4, 4]) {
    expect(await call({ timestamp: now + minutes * 60_000 })).toMatchObject({ status: 202 })
  }
  expect(await call({ timestamp: Math.floor(now / 1_000) })).toMatchObject(
    refusal(400, 'TIMESTAMP_MALFORMED'),
  )
})

test('the same signed request again is a replay', async () => {
  const replay = { path: `/api/orders/${newOrderId()}/fulfill`, nonce: randomUUID() }
  const timestamp = world.services.clock.now().getTime()
  expect(await call({ ...replay, timestamp })).toMatchObject({ status: 202 })
  expect(await call({ ...replay, timestamp })).toMatchObject(refusal(401, 'NONCE_USED'))
})

test('of many replays at once, one gets through', async () => {
  const replay = { path: `/api/orders/${newOrderId()}/fulfill`, nonce: randomUUID() }
  const timestamp = world.services.clock.now().getTime()
  const answers = await Promise.all(Array.from({ length: 8 }, () => call({ ...replay, timestamp })))
  expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1)
  expect(answers.filter((answer) => answer.status === 401)).toHaveLength(7)
})

test('nobody without the key can use a nonce up', async () => {
  const nonce = randomUUID()
  expect(await call({ nonce, key: 'a-key-that-was-never-agreed-on-at-all' })).toMatchObject({ status: 401 })
  expect(await call({ nonce })).toMatchObject({ status: 202 })
})

test('an address that is not on the list is refused before anything else is looked at', async () => {
  const sent = { from: '198.51.100.7', headers: { authorization: undefined } }
  expect(await call({ sent })).toMatchObject(refusal(403, 'ADDRESS_NOT_ALLOWED'))
  expect(await call({ sent: { from: '::ffff:203.0.113.9' } })).toMatchObject({ status: 202 })
  expect(await call({ sent: { from: '2001:db8::17' } })).toMatchObject({ status: 202 })
})

test('a forged X-Forwarded-For opens nothing', async () => {
  const sent = { from: '198.51.100.7', headers: { 'x-forwarded-for': salesforceAddress } }
  expect(await call({ sent })).toMatchObject(refusal(403, 'ADDRESS_NOT_ALLOWED'))
})

test('a missing or wrong bearer token is refused', async () => {
  const without = await call({ sent: { headers: { authorization: undefined } } })
  expect(without).toMatchObject(refusal(401, 'AUTHORIZATION_MISSING'))
  const wrong = await call({ sent: { headers: { authorization: `Bearer ${token}x` } } })
  expect(wrong).toMatchObject(refusal(401, 'AUTHORIZATION_WRONG'))
})

test.each(['x-timestamp', 'x-nonce', 'x-signature'])('without %s the request is refused', async (name) => {
  const sent = { headers: { [name]: undefined } }
  expect(await call({ sent })).toMatchObject(refusal(400, 'SIGNATURE_HEADERS_MISSING'))
})

test('a nonce that is too short to be unique is refused', async () => {
  expect(await call({ nonce: 'short' })).toMatchObject(refusal(400, 'NONCE_MALFORMED'))
})

test('a body over the limit is refused without being kept', async () => {
  expect(await call({ body: `"${'x'.repeat(3_000)}"` })).toMatchObject(refusal(413, 'BODY_TOO_LARGE'))
})

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
