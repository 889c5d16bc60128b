import { randomUUID } from 'node:crypto'
import { accept, ProviderError, refuse } from '@turnup/domain'
import { issueTokens } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { requireCustomer, requireOperator } from './authentication.ts'
import { requestCorrelationId } from './correlation.ts'
import { createApp } from './create-app.ts'
import { sendOutcome } from './errors.ts'
import { contextOf } from './request-context.ts'

let world: TestWorld
let app: FastifyInstance
const unavailable = new ProviderError('unavailable', {
  code: 'UNREACHABLE',
  message: 'x',
  connector: 'whmcs',
  operation: 'GetClients',
})

beforeAll(async () => {
  world = await createTestWorld({ RATE_LIMIT_PER_MINUTE: '1000', RATE_LIMIT_SIGN_INS_PER_MINUTE: '3' })
  const { services, settings } = world
  const log = pino({ level: 'silent' })
  app = await createApp({ services, server: settings.server, log, routes: addTestRoutes })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function addTestRoutes(routes: FastifyInstance): Promise<void> {
  const Body = z.object({ items: z.array(z.object({ quantity: z.int().min(1) })) })
  const Answer = z.object({ id: z.string() }).meta({ id: 'TestAnswer' })
  routes.post('/api/orders', { schema: { body: Body, response: { 201: Answer } } }, (_request, reply) =>
    sendOutcome(reply, accept({ id: 'o-1', internal: 'not for customers' }), 201),
  )
  routes.get('/api/broken', { schema: { response: { 200: Answer } } }, (_request, reply) =>
    reply.send({ wrong: 'hunter2' }),
  )
  routes.get('/api/refused', (_request, reply) => sendOutcome(reply, refuse('conflict', 'NOT_NOW', 'Later.')))
  routes.get('/api/trouble', () => {
    throw unavailable
  })
  routes.post('/api/auth/login', () => ({ ok: true }))
  routes.post('/api/context', () => ({ correlationId: requestCorrelationId() }))
  routes.get('/api/me', { preHandler: requireCustomer }, (request) => contextOf(request).actor)
  routes.get(
    '/api/console/orders',
    { preHandler: requireOperator('operator') },
    (request) => contextOf(request).actor,
  )
  routes.get('/api/forgot', (request) => contextOf(request).actor)
}

async function tokenOf(holder: Parameters<typeof issueTokens>[2]): Promise<string> {
  return (await issueTokens(world.services, world.db, holder)).accessToken
}

function errorOf(code: string) {
  return { error: { code, message: expect.any(String), correlationId: expect.any(String) } }
}

test('a body that does not fit names the field at fault', async () => {
  const payload = { items: [{ quantity: 0 }] }
  const response = await app.inject({ method: 'POST', url: '/api/orders', payload })
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({ error: { code: 'INVALID_REQUEST', field: 'items.0.quantity' } })
})

test('only what the schema names leaves the server', async () => {
  const payload = { items: [{ quantity: 1 }] }
  const response = await app.inject({ method: 'POST', url: '/api/orders', payload })
  expect(response.statusCode).toBe(201)
  expect(response.json()).toEqual({ id: 'o-1' })
})

test('an answer that does not fit its schema is our fault and shows nothing', async () => {
  const response = await app.inject('/api/broken')
  expect(response.statusCode).toBe(500)
  expect(response.json()).toMatchObject(errorOf('INTERNAL'))
  expect(response.body).not.toMatch(/hunter2|"wrong"|schema/)
})

test('refusals and troubles outside have one shape', async () => {
  const refused = await app.inject('/api/refused')
  expect([refused.statusCode, refused.json()]).toMatchObject([409, errorOf('NOT_NOW')])
  const trouble = await app.inject('/api/trouble')
  expect([trouble.statusCode, trouble.json()]).toMatchObject([503, errorOf('UNREACHABLE')])
  expect(trouble.headers['retry-after']).toBe('5')
})

test('an unknown address, an undecodable one and a wrong method get the same shape', async () => {
  for (const request of [
    { url: '/api/nothing' },
    { url: '/%E0%A4%A' },
    { method: 'PUT' as const, url: '/api/orders' },
  ]) {
    const response = await app.inject(request)
    expect(response.json(), request.url).toMatchObject(
      errorOf(response.statusCode === 400 ? 'MALFORMED_REQUEST' : 'ROUTE_NOT_FOUND'),
    )
  }
})

test('only JSON is taken', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
    const response = await app.inject({
      method: 'POST',
      url: '/api/orders',
      payload: '{"items":[]}',
      headers: { 'content-type': type },
    })
    expect([response.statusCode, response.json()], type).toMatchObject([
      415,
      errorOf('UNSUPPORTED_MEDIA_TYPE'),
    ])
  }
  const headers = { 'content-type': 'application/json' }
  const broken = await app.inject({ method: 'POST', url: '/api/orders', payload: '{', headers })
  expect([broken.statusCode, broken.json()]).toMatchObject([400, errorOf('MALFORMED_REQUEST')])
})

test('guessing passwords is slowed down, other addresses are not', async () => {
  const statuses: number[] = []
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const response = await app.inject({
      method: 'POST',
      url: '/api/auth/login',
      remoteAddress: '198.51.100.1',
    })
    statuses.push(response.statusCode)
    if (attempt < 3) continue
    expect(response.json()).toMatchObject(errorOf('TOO_MANY_REQUESTS'))
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
    expect(response.json().error.retryAfterSeconds).toBeGreaterThan(0)
  }
  expect(statuses).toEqual([200, 200, 200, 429])
  const other = await app.inject({ method: 'POST', url: '/api/auth/login', remoteAddress: '198.51.100.2' })
  expect(other.statusCode).toBe(200)
})

test('the correlation id reaches the work behind a body and the answer’s header', async () => {
  const headers = { 'x-correlation-id': 'support-call-4711' }
  const response = await app.inject({ method: 'POST', url: '/api/context', payload: { a: 1 }, headers })
  expect(response.json()).toEqual({ correlationId: 'support-call-4711' })
  expect(response.headers['x-correlation-id']).toBe('support-call-4711')
})

test('the correlation id survives a body that arrives over a real connection in pieces', async () => {
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const ids = Array.from({ length: 20 }, () => randomUUID())
  const answers = await Promise.all(
    ids.map(async (id) => {
      const headers = { 'x-correlation-id': id, 'content-type': 'application/json' }
      const body = JSON.stringify({ padding: 'x'.repeat(100_000) })
      const response = await fetch(`${url}/api/context`, { method: 'POST', headers, body })
      return ((await response.json()) as { correlationId: string }).correlationId
    }),
  )
  expect(answers).toEqual(ids)
})

test('customers and operators pass only their own doors', async () => {
  const customer = await tokenOf({ kind: 'customer', id: randomUUID() })
  const viewer = await tokenOf({ kind: 'operator', id: randomUUID(), role: 'viewer' })
  const administrator = await tokenOf({ kind: 'operator', id: randomUUID(), role: 'administrator' })
  const status = async (url: string, token?: string) =>
    (await app.inject({ url, headers: token ? { authorization: `Bearer ${token}` } : {} })).statusCode
  expect(await status('/api/me', customer)).toBe(200)
  expect(await status('/api/me', administrator)).toBe(403)
  expect(await status('/api/me')).toBe(401)
  expect(await status('/api/console/orders', administrator)).toBe(200)
  expect(await status('/api/console/orders', viewer)).toBe(403)
  expect(await status('/api/console/orders', customer)).toBe(403)
})

test('a forged, altered or expired token is nobody’s', async () => {
  const good = await tokenOf({ kind: 'customer', id: randomUUID() })
  const [header, payload, signature] = good.split('.')
  const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`
  const altered = `${header}.${Buffer.from('{"sub":"x","kind":"customer"}').toString('base64url')}.${signature}`
  for (const token of [none, altered, `${good}x`, 'nonsense']) {
    const response = await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${token}` } })
    expect([response.statusCode, response.json()]).toMatchObject([401, errorOf('NOT_SIGNED_IN')])
  }
  world.moveClock(901_000)
  const late = await app.inject({ url: '/api/me', headers: { authorization: `Bearer ${good}` } })
  world.moveClock(-901_000)
  expect(late.statusCode).toBe(401)
})

test('a route that forgot to authenticate fails instead of serving everyone', async () => {
  expect((await app.inject('/api/forgot')).statusCode).toBe(500)
})

test('the API is described from the schemas, without hidden routes', async () => {
  const document = (await app.inject('/api/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1/)
  expect(document.paths['/api/orders'].post.requestBody).toBeDefined()
  expect(document.components.schemas.TestAnswer).toBeDefined()
  expect(document.paths['/api/openapi.json']).toBeUndefined()
})

test('the page that shows the API loads nothing from elsewhere', async () => {
  const page = await app.inject('/api/docs/')
  expect(page.statusCode).toBe(200)
  const sources = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1])
  expect(sources.length).toBeGreaterThan(0)
  for (const source of sources) expect(source).not.toMatch(/^(https?:)?\/\//)
  expect(page.headers['content-security-policy']).toContain("connect-src 'self'")
  expect((await app.inject('/api/docs/js/scalar.js')).statusCode).toBe(200)
})

test('everything else is served under a strict policy', async () => {
  const { headers } = await app.inject('/api/refused')
  expect(headers['content-security-policy']).toBe("default-src 'none';frame-ancestors 'none'")
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(headers['permissions-policy']).toContain('camera=()')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['strict-transport-security']).toContain('max-age')
})
