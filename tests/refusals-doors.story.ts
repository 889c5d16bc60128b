import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crmRecordsOf } from './stack/crm-records.ts'
import { type Customer, placeOrder, signUp } from './stack/customer.ts'
import { createApiClient } from './stack/portal-client.ts'
import { expectRefusal } from './stack/refusal.ts'
import { signInAgain } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'

let stack: Stack
let ada: Customer

beforeAll(async () => {
  stack = await startStack()
  ada = await signUp(stack.api, stack.sandbox, 'C-2000')
  stack.sandbox.systems.whmcs.addCard(ada.billingClientId)
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

describe('what cannot be read', () => {
  const login = { method: 'POST', path: '/api/auth/login' }

  test.each([
    ['malformed JSON', '{"email":', {}, 400, 'MALFORMED_REQUEST'],
    ['an empty body', '', {}, 400, 'MALFORMED_REQUEST'],
    ['a poisoned key', '{"__proto__":{"admin":true}}', {}, 400, 'MALFORMED_REQUEST'],
    ['an oversized body', JSON.stringify({ email: 'x'.repeat(300_000) }), {}, 413, 'BODY_TOO_LARGE'],
    [
      'a form',
      'email=a',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('%s', async (_what, body, headers, status, code) => {
    await expectRefusal(stack, { ...login, body, headers }, { status, code })
  })

  test('an address that leads nowhere, or a method that nobody takes', async () => {
    const expected = { status: 404, code: 'ROUTE_NOT_FOUND' }
    await expectRefusal(stack, { method: 'GET', path: '/api/nowhere' }, expected)
    await expectRefusal(stack, { method: 'DELETE', path: '/api/orders' }, expected)
    await expectRefusal(
      stack,
      { method: 'GET', path: '/api/orders/%E0%A4%A' },
      { status: 400, code: 'MALFORMED_REQUEST' },
    )
  })

  test('an id that is none', async () => {
    const asked = { as: ada.api, method: 'GET', path: `/api/orders/${encodeURIComponent("1' or '1'='1")}` }
    await expectRefusal(stack, asked, { status: 400, code: 'INVALID_REQUEST', field: 'sfOrderId' })
  })

  test('a correlation id that could forge log lines is replaced, never echoed', async () => {
    const forged = 'short'
    const answer = await stack.api.request('GET', '/api/me', undefined, { 'x-correlation-id': forged })
    const { error } = answer.body as { error: { correlationId: string } }
    expect(error.correlationId).toMatch(/^[0-9a-f-]{36}$/)
    expect(answer.headers.get('x-correlation-id')).toBe(error.correlationId)
  })
})

describe('who is not let in', () => {
  const me = { method: 'GET', path: '/api/me' }
  const expected = { status: 401, code: 'NOT_SIGNED_IN', says: /Sign in/ }

  test('without a token, with a forged one, and with one that was tampered with', async () => {
    await expectRefusal(stack, me, expected)
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = part({ sub: ada.customerId, kind: 'customer', exp: 4_000_000_000 })
    const unsigned = `${part({ alg: 'none' })}.${claims}.`
    const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}`
    const forged = `${text}.${createHmac('sha256', 'guessed').update(text).digest('base64url')}`
    for (const token of [unsigned, forged, 'nonsense', ada.refreshToken]) {
      await expectRefusal(stack, { ...me, as: stack.api.as(token) }, expected)
    }
    await expectRefusal(stack, { ...me, headers: { authorization: 'Basic YTpi' } }, expected)
  })

  test('with a wrong password or an unknown e-mail address: the same answer', async () => {
    const wrong = { status: 401, code: 'CREDENTIALS_WRONG' }
    const login = (email: string) => ({
      method: 'POST',
      path: '/api/auth/login',
      body: { email, password: 'not the right password' },
    })
    const known = await expectRefusal(stack, login(ada.email), wrong)
    const unknown = await expectRefusal(stack, login('nobody@example.com'), wrong)
    expect(known.error.message).toBe(unknown.error.message)
  })

  test('a customer at the door of the console, whatever is behind it', async () => {
    const refusal = { status: 403, code: 'OPERATORS_ONLY' }
    for (const path of ['/api/console/orders', '/api/console/overview', '/api/console/audit']) {
      await expectRefusal(stack, { as: ada.api, method: 'GET', path }, refusal)
      await expectRefusal(stack, { method: 'GET', path }, expected)
    }
  })

  test('who asks too often, from the public door and from a sign-in', async () => {
    const busy = await stack.startAnother({
      RATE_LIMIT_PER_MINUTE: '6',
      RATE_LIMIT_SIGN_INS_PER_MINUTE: '3',
    })
    const api = createApiClient(busy.url)
    const login = { email: 'nobody@example.com', password: 'wrong' }
    for (let call = 0; call < 3; call += 1) {
      expect((await api.request('POST', '/api/auth/login', login)).status).toBe(401)
    }
    const tooMany = { status: 429, code: 'TOO_MANY_REQUESTS', says: /Wait/ }
    const { error } = await expectRefusal(
      stack,
      { as: api, method: 'POST', path: '/api/auth/login', body: login },
      tooMany,
    )
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(60)
    for (let call = 0; call < 6; call += 1) {
      expect((await api.request('GET', '/api/catalog')).status).toBe(200)
    }
    await expectRefusal(stack, { as: api, method: 'GET', path: '/api/catalog' }, tooMany)
  })

  test('whose access token has ended', async () => {
    const { api } = await signInAgain(stack, ada)
    expect((await api.request('GET', '/api/me')).status).toBe(200)
    await stack.moveTime(901_000)
    await expectRefusal(stack, { ...me, as: api }, expected)
    ada = await signInAgain(stack, ada)
  })
})

describe('while Salesforce is away', () => {
  const items = [{ productId: 'VPN-FIXED-IP' }]
  const order = (key: string) => ({
    as: ada.api,
    method: 'POST',
    path: '/api/orders',
    body: { items },
    headers: { 'idempotency-key': key },
  })

  test('an order is refused with 503; the same key makes one order when it is back', async () => {
    const key = randomUUID()
    const before = crmRecordsOf(stack, ada, 'Order').length
    stack.sandbox.context.faults.add({ system: 'salesforce', kind: 'http-500' })
    const away = { status: 503, code: 'TEMPORARILY_UNAVAILABLE', says: /Try again/ }
    const { error } = await expectRefusal(stack, order(key), away)
    expect(error.retryAfterSeconds).toBeGreaterThan(0)
    stack.sandbox.context.faults.clear()
    const placed = await placeOrder(ada, items, key)
    expect(await placeOrder(ada, items, key)).toEqual(placed)
    expect(crmRecordsOf(stack, ada, 'Order')).toHaveLength(before + 1)
  })

  test('an order whose answer is lost was made once, and is answered', async () => {
    const before = crmRecordsOf(stack, ada, 'Order').length
    const lost = { system: 'salesforce', operation: 'POST /composite', kind: 'timeout-after-write' } as const
    stack.sandbox.context.faults.add({ ...lost, count: 1 })
    const key = randomUUID()
    const placed = await placeOrder(ada, items, key)
    expect(await placeOrder(ada, items, key)).toEqual(placed)
    expect(crmRecordsOf(stack, ada, 'Order')).toHaveLength(before + 1)
  })

  test('an order whose answer is lost, and Salesforce with it: 503, and the same key finds the one order', async () => {
    const before = crmRecordsOf(stack, ada, 'Order').length
    const { faults } = stack.sandbox.context
    faults.add({ system: 'salesforce', operation: 'POST /composite', kind: 'timeout-after-write', count: 1 })
    faults.add({ system: 'salesforce', operation: 'query', contains: 'FROM Order', kind: 'http-500' })
    const key = randomUUID()
    const answer = await ada.api.request<{ error: { code: string } }>(
      'POST',
      '/api/orders',
      { items },
      { 'idempotency-key': key },
    )
    expect(answer.status).toBe(503)
    faults.clear()
    await placeOrder(ada, items, key)
    expect(crmRecordsOf(stack, ada, 'Order')).toHaveLength(before + 1)
  })
})
