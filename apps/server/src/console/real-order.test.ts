import { randomUUID } from 'node:crypto'
import { insertOperator, newId } from '@turnup/store'
import { issueTokens } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { createPortalWorld, type PortalWorld } from '../portal/portal-world.ts'
import { testSettings } from '../test-world.ts'
import { consoleRoutes } from './index.ts'

let portal: PortalWorld
let app: FastifyInstance
let token: string

beforeAll(async () => {
  portal = await createPortalWorld({ ESIM_ALLOCATION: 'profile-type' })
  const { services } = portal
  app = await createApp({
    services,
    server: testSettings().server,
    log: pino({ level: 'silent' }),
    routes: async (instance) => {
      await instance.register(consoleRoutes, { prefix: '/api/console' })
    },
  })
  const id = newId()
  const operator = { id, email: 'op@example.com', name: 'Grace', role: 'operator' as const }
  await insertOperator(services.db, { ...operator, passwordHash: 'none', isOneTime: false, at: new Date() })
  token = (await issueTokens(services, services.db, { kind: 'operator', id, role: 'operator' })).accessToken
}, 60_000)
afterAll(async () => {
  await app.close()
  await portal.close()
})

async function call(method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await app.inject({
    method,
    url: `/api/console${url}`,
    headers,
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function placedOrder(): Promise<string> {
  const ada = await portal.customer()
  const items = [{ productId: 'ESIM-DATA-20', quantity: 1 }]
  const { status, body } = await portal.call('POST', '/orders', {
    as: ada,
    key: randomUUID(),
    body: { items },
  })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.sfOrderId
}

test('an order is fulfilled from the console, gets stuck, is repaired, and is shown whole at every point', async () => {
  const crmOrderId = await placedOrder()
  expect((await call('POST', '/plans/dry-run', { crmOrderId })).body).toMatchObject({ ok: true })
  portal.sandbox.context.faults.add({ system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 })
  portal.sandbox.systems.salesforce.approveOrder(crmOrderId)
  expect((await call('POST', `/orders/${crmOrderId}/fulfil`)).status).toBe(202)
  await portal.settled()

  const held = await call('GET', `/orders/${crmOrderId}`)
  expect(held.status, JSON.stringify(held.body)).toBe(200)
  expect(held.body).toMatchObject({ state: 'held', nextAction: { step: 'billing.accept-order' } })
  const stuck = held.body.plan.steps.find((step: { key: string }) => step.key === 'billing.accept-order')
  expect(stuck).toMatchObject({ state: 'failed', connector: 'whmcs' })
  expect(stuck.allowedActions).toContain('retry')
  const { body: fallout } = await call('GET', '/fallout')
  expect(fallout.groups).toMatchObject([{ connector: 'whmcs', action: 'billing.accept-order', count: 1 }])

  const filter = { errorCode: fallout.groups[0].code }
  const bulk = await call('POST', '/repairs/bulk', { filter, repair: { kind: 'retry' } })
  expect(bulk.body).toMatchObject({ repaired: 1, refused: 0 })
  await portal.settled()

  const done = await call('GET', `/orders/${crmOrderId}`)
  expect(done.status, JSON.stringify(done.body)).toBe(200)
  expect(done.body).toMatchObject({ state: 'completed', allowedActions: ['note'] })
  expect(done.body.nextAction).toBeUndefined()
  expect(done.body.plan.steps.every((step: { state: string }) => step.state === 'done')).toBe(true)
  const tried = done.body.attempts.items.filter(
    (attempt: { step: string }) => attempt.step === 'billing.accept-order',
  )
  expect(tried.map((attempt: { outcome: string }) => attempt.outcome)).toEqual(['succeeded', 'failed'])
  expect(done.body.mails.length).toBeGreaterThan(0)
  expect(done.body.inbox).toMatchObject([{ door: 'console', result: 'started' }])
  expect(JSON.stringify(done.body)).not.toMatch(/\b89\d{16,18}\b|LPA:1\$/)
  expect(portal.performed('whmcs', 'AddOrder')).toBe(1)
  expect((await call('GET', '/overview')).body.timeToActivate.orders).toBe(1)
  expect((await call('GET', '/catalogue')).body.billingRead).toBe(true)
}, 60_000)
