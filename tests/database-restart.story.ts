import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Postgres, startPostgres } from '@turnup/cli'
import { migrate } from '@turnup/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { customerWithCard, expectOneOfEach, type OrderInHand, placedOrder } from './stack/orders-in-hand.ts'
import type { Answer } from './stack/portal-client.ts'
import { expectNoInside } from './stack/refusal.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor } from './stack/wait-for.ts'

// A kill of the server spares what it wrote, also without fsync; only a crash of the machine would not.
const quick = { fsync: 'off', full_page_writes: 'off' }

let stack: Stack
let postgres: Postgres
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'turnup-postgres-'))
  postgres = await startPostgres({ dataDir: folder, settings: quick })
  await migrate(postgres.databaseUrl)
  const environment = { DATABASE_URL: postgres.databaseUrl, LOG_LEVEL: 'silent', TRIGGERS_SWEEP: 'false' }
  stack = await startStack({ environment })
  stack.sandbox.systems.salesforce.setWebhookTarget({
    ...stack.webhookTarget,
    baseUrl: `${stack.server.url}/api`,
  })
})
afterAll(async () => {
  await stack?.stop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function killDatabase(): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL')
  await postgres.process.ended
}

async function restartDatabase(): Promise<void> {
  postgres = await startPostgres({ dataDir: folder, port: postgres.port, settings: quick })
}

/** Orders that are at work in the outside systems. */
async function ordersInFlight(count: number): Promise<OrderInHand[]> {
  const orders: OrderInHand[] = []
  for (let index = 0; index < count; index += 1) orders.push(await placedOrder(stack))
  stack.sandbox.context.latencyMs = 60
  const before = performed(stack.sandbox, 'whmcs', 'AddOrder')
  for (const { crmOrderId } of orders) stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitFor('an order in billing', async () => performed(stack.sandbox, 'whmcs', 'AddOrder') > before)
  return orders
}

async function ask(method: string, route: string, body?: unknown, as = stack.api): Promise<Answer<unknown>> {
  const startedAt = performance.now()
  const answer = await as.request<unknown>(method, route, body, { 'idempotency-key': randomUUID() })
  expect(performance.now() - startedAt, route).toBeLessThan(10_000)
  return answer
}

test('PostgreSQL is killed while orders are in flight: the doors say so at once, and afterwards nothing is lost or doubled', async () => {
  const customer = await customerWithCard(stack)
  const { api } = customer
  const orders = await ordersInFlight(4)
  await killDatabase()

  const order = { items: [{ productId: 'ESIM-DATA-20' }] }
  const login = { email: customer.email, password: 'harbour lights at nine' }
  const asked = [
    ask('GET', '/api/orders', undefined, api),
    ask('POST', '/api/orders', order, api),
    ask('GET', '/api/subscriptions', undefined, api),
    ask('POST', '/api/auth/login', login),
    ask('POST', '/api/console/auth/login', { email: 'a@example.com', password: 'some password' }),
  ]
  for (const answer of await Promise.all(asked)) {
    expect(answer).toMatchObject({ status: 503, body: { error: { message: expect.any(String) } } })
    expectNoInside(stack, answer, { method: 'GET', path: '/' })
  }
  const quickAction = await stack.sandbox.systems.salesforce.pressQuickAction(orders[0]?.crmOrderId as string)
  expect(quickAction.status).toBe(503)
  expect((await ask('GET', '/health/live')).status).toBe(200)
  expect(await ask('GET', '/health/ready')).toMatchObject({ status: 503, body: { status: 'not-ready' } })
  const crmOrders = stack.sandbox.systems.salesforce.listRecords('Order').length

  await restartDatabase()
  stack.sandbox.context.latencyMs = 0
  for (const inFlight of orders) await expectOneOfEach(stack, inFlight)
  expect(crmOrders).toBe(orders.length)
  expect((await ask('GET', '/health/ready')).status).toBe(200)
})

test('PostgreSQL is killed while an order is being placed: the same request again finds the one that the CRM has', async () => {
  const { context, systems } = stack.sandbox
  const customer = await customerWithCard(stack)
  const crmOrders = () => systems.salesforce.listRecords('Order').length
  const before = crmOrders()
  const headers = { 'idempotency-key': randomUUID() }
  const place = () =>
    customer.api.request('POST', '/api/orders', { items: [{ productId: 'ESIM-DATA-20' }] }, headers)
  // The CRM has made the order, and the answer is on its way.
  context.faults.add({
    system: 'salesforce',
    operation: 'POST /composite',
    kind: 'timeout-after-write',
    count: 1,
  })
  context.latencyMs = 200
  const placing = place()
  await waitFor('the order in the CRM', async () => crmOrders() > before)
  await killDatabase()
  expect((await placing).status).toBe(503)
  await restartDatabase()
  context.latencyMs = 0
  // The first request may still be at work for all that anybody knows, until its time is over.
  await stack.moveTime(60_000)
  const placed = await waitFor('the answer to the repeat', async () => {
    const answer = await place()
    if (answer.status !== 201)
      expect(answer).toMatchObject({ body: { error: { code: 'REQUEST_IN_PROGRESS' } } })
    return answer.status === 201 && answer
  })
  expect(crmOrders()).toBe(before + 1)
  const order = { customer, crmOrderId: String(placed.body.sfOrderId) }
  systems.salesforce.approveOrder(order.crmOrderId)
  await expectOneOfEach(stack, order)
})

test('events are heard again after the restart, and an approval in between is not missed', async () => {
  const [during, after] = [await placedOrder(stack), await placedOrder(stack)]
  await killDatabase()
  stack.sandbox.systems.salesforce.approveOrder(during.crmOrderId)
  await restartDatabase()
  stack.sandbox.systems.salesforce.approveOrder(after.crmOrderId)
  await expectOneOfEach(stack, during)
  await expectOneOfEach(stack, after)
})
