import { createHash, createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sign } from './signature.ts'
import {
  type CallOptions,
  createWebhookWorld,
  key,
  newOrderId,
  previousKey,
  refusal,
  salesforceAddress,
  token,
  type WebhookWorld,
} from './webhook-world.ts'

let world: WebhookWorld
beforeAll(async () => {
  world = await createWebhookWorld()
})
afterAll(() => world.close())

const call = (options?: CallOptions) => world.call(options)

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
