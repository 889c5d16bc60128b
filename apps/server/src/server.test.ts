import { randomUUID } from 'node:crypto'
import type { ProvisionRequest, ProvisionRequestSource } from '@turnup/domain'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, freePort, type TestDatabase, testEngine } from '../../../tests/support/index.ts'
import { type RunningServer, startServer } from './server.ts'
import { testPorts, testSettings } from './test-world.ts'
import { sign } from './webhooks/signature.ts'

const key = 'the-signing-key-that-both-sides-have'
const token = 'bearer-token-of-the-named-credential'
let database: TestDatabase
let engine: ReturnType<typeof testEngine>
let doorPort: number
const running: RunningServer[] = []
/** What the CRM's readOrder waits for; the order itself is unknown to the CRM. */
let crmAnswers: Promise<void>
let askedFor: string[]

beforeEach(async () => {
  database = await createTestDatabase()
  engine = testEngine()
  doorPort = await freePort()
  crmAnswers = Promise.resolve()
  askedFor = []
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()))
  await database.drop()
})

async function start(
  provisionRequests?: { source: ProvisionRequestSource; topic: string },
  more: Record<string, string> = {},
): Promise<RunningServer> {
  const settings = testSettings({
    DATABASE_URL: database.databaseUrl,
    RESTATE_INGRESS_URL: engine.ingressUrl,
    RESTATE_ADMIN_URL: engine.adminUrl,
    RESTATE_IDENTITY_KEY: engine.identityPublicKey,
    ENGINE_NAMESPACE: engine.namespace,
    ENGINE_DOOR_PORT: String(doorPort),
    PORT: '0',
    SF_EVENTS_ENABLED: String(provisionRequests !== undefined),
    TRIGGERS_SWEEP: 'false',
    SF_WEBHOOK_KEY: key,
    SF_WEBHOOK_BEARER_TOKEN: token,
    SF_WEBHOOK_WAIT_SECONDS: '15',
    ...more,
  })
  const readOrder = async (crmOrderId: string) => {
    askedFor.push(crmOrderId)
    await crmAnswers
    return undefined
  }
  const ports = testPorts({ crm: { readOrder, apiUsage: () => ({ used: 12, limit: 15_000 }) } })
  const server = await startServer(settings, { ports, provisionRequests })
  running.push(server)
  return server
}

interface Readiness {
  status: string
  checks: Record<'database' | 'engine' | 'subscriber', { status: string; says: string }>
}

async function readiness(server: RunningServer): Promise<[number, Readiness]> {
  const response = await fetch(`${server.url}/health/ready`)
  return [response.status, (await response.json()) as Readiness]
}

function fulfill(server: RunningServer, crmOrderId: string) {
  const path = `/api/orders/${crmOrderId}/fulfill`
  const timestamp = String(Date.now())
  const nonce = randomUUID()
  const parts = { method: 'POST', path, timestamp, nonce, body: Buffer.alloc(0) }
  const headers = {
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
    'x-timestamp': timestamp,
    'x-nonce': nonce,
    'x-signature': sign('v1', parts, key),
  }
  return fetch(`${server.url}${path}`, { method: 'POST', headers })
}

function eventSource() {
  let deliver: ((request: ProvisionRequest) => Promise<void>) | undefined
  const subscribed = vi.fn()
  const source: ProvisionRequestSource = {
    subscribe({ onRequest, onState }) {
      subscribed()
      deliver = onRequest
      onState({ state: 'live', since: new Date() })
      return {
        async stop() {
          deliver = undefined
        },
      }
    },
  }
  return {
    source,
    topic: '/event/Test__e',
    subscribed,
    deliver: (request: ProvisionRequest) => deliver?.(request),
  }
}

test('a server that is up says so, and shows its measurements to this machine', async () => {
  const server = await start()
  expect(await readiness(server)).toMatchObject([
    200,
    {
      status: 'ready',
      checks: { database: { status: 'ok' }, engine: { status: 'ok' }, subscriber: { status: 'off' } },
    },
  ])
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toContain('turnup_engine_reachable 1')
  expect(metrics).toContain('turnup_crm_api_requests{kind="used"} 12')
  const headers = { 'x-forwarded-for': '127.0.0.1' }
  expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(401)
})

test('a webhook travels through inbox, engine and CRM, and its caller gets the end', async () => {
  const server = await start()
  const response = await fulfill(server, '801Xx0000004Cq1')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ error: { code: 'ORDER_UNKNOWN' } })
  expect(askedFor).toHaveLength(1)
})

test('of two processes on one database and one engine, one listens to events; when it stops, the other does', async () => {
  const events = eventSource()
  const servers = [await start(events), await start(events)]
  await vi.waitFor(() => expect(servers.filter((server) => server.isLeader())).toHaveLength(1))
  expect(events.subscribed).toHaveBeenCalledTimes(1)
  const [leader, other] = servers[0]?.isLeader() ? servers : servers.toReversed()
  expect((await readiness(leader as RunningServer))[1].checks.subscriber.status).toBe('ok')
  expect((await readiness(other as RunningServer))[1].checks.subscriber.status).toBe('standby')
  await leader?.stop()
  await vi.waitFor(() => expect(other?.isLeader()).toBe(true), { timeout: 10_000 })
  expect(events.subscribed).toHaveBeenCalledTimes(2)
  const crmOrderId = '801000000000001AAA'
  await events.deliver({ crmOrderId, deliveryId: 'event-1' })
  await events.deliver({ crmOrderId, deliveryId: 'event-1' })
  await vi.waitFor(
    async () => {
      const db = (other as RunningServer).services.db
      const rows = await db.selectFrom('inbox').select(['result', 'deliveries', 'door']).execute()
      expect(rows).toEqual([{ result: 'refused:CRM_ORDER_UNKNOWN', deliveries: 2, door: 'event' }])
    },
    { timeout: 10_000 },
  )
})

test('stopping finishes the request in hand and takes no other', async () => {
  const server = await start()
  let letCrmAnswer: () => void = () => undefined
  crmAnswers = new Promise((resolve) => {
    letCrmAnswer = resolve
  })
  const inHand = fulfill(server, '801000000000002AAA')
  await vi.waitFor(() => expect(askedFor).toHaveLength(1), { timeout: 10_000 })
  const stopped = server.stop()
  await vi.waitFor(() => expect(fetch(`${server.url}/health/live`)).rejects.toThrow())
  letCrmAnswer()
  expect((await inHand).status).toBe(404)
  await stopped
  await expect(server.services.db.selectFrom('inbox').selectAll().execute()).rejects.toThrow()
})

test('without the engine, requests are taken in and wait', async () => {
  const server = await start(undefined, { SF_WEBHOOK_WAIT_SECONDS: '0' })
  const down = { ...server.services.engine }
  server.services.engine.intake = () => Promise.reject(new Error('connect ECONNREFUSED'))
  const response = await fulfill(server, '801000000000003AAA')
  Object.assign(server.services.engine, down)
  expect(response.status).toBe(202)
  expect(askedFor).toEqual([])
  const rows = await server.services.db.selectFrom('inbox').select('handled_at').execute()
  expect(rows).toEqual([{ handled_at: null }])
})

test('the database being away is said, not hidden', async () => {
  const server = await start()
  await database.drop()
  const [status, body] = await readiness(server)
  expect(status).toBe(503)
  expect(body).toMatchObject({ status: 'not-ready', checks: { database: { status: 'failing' } } })
})

test('a start that fails leaves nothing behind', async () => {
  const settings = testSettings({ DATABASE_URL: 'postgres://127.0.0.1:1/none' })
  await expect(startServer(settings)).rejects.toThrow()
})
