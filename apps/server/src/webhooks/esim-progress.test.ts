import { importEsimProfiles, reserveEsimProfile } from '@turnup/store'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { insertTestOrder } from '../test-orders.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { wire } from '../wiring.ts'
import { webhookRoutes } from './index.ts'

const url = '/api/es2plus/gsma/rsp2/es2plus/handleDownloadProgressInfo'
const iccid = '8901000000000000017'
let world: TestWorld
let app: FastifyInstance

beforeAll(async () => {
  world = await createTestWorld({
    ES2PLUS_URL: 'https://smdp.example.com',
    ES2PLUS_REQUESTER_ID: '1.3.6.1.4.1',
    ES2PLUS_SMDP_ADDRESS: 'smdp.example.com',
    ES2PLUS_CALLBACK_ALLOWED_IPS: '127.0.0.1, 203.0.113.0/24',
  })
  const deps = { now: () => new Date(), correlationId: () => 'test', observe: () => undefined }
  world.services.ports.esim = wire(world.settings, deps, world.services.log).ports.esim
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

function report(number: string) {
  return {
    header: { functionRequesterIdentifier: '1.3.6.1.4.1.9', functionCallIdentifier: 'call-1' },
    iccid: number,
    profileType: 'DATA-5G',
    timestamp: '2030-01-01T00:00:00Z',
    notificationPointId: 4,
    notificationPointStatus: { status: 'Executed-Success' },
  }
}

function post(payload: object, from = '203.0.113.5', headers: Record<string, string> = {}) {
  const protocol = { 'x-admin-protocol': 'gsma/rsp/v2.5.0', ...headers }
  return app.inject({ method: 'POST', url, payload, remoteAddress: from, headers: protocol })
}

test('the SM-DP+ reports an installation, and the customer’s order tells it without the number', async () => {
  const orderId = await insertTestOrder(world.db, { state: 'inProgress' })
  await importEsimProfiles(world.db, world.services.vault, 'DATA-5G', [iccid])
  await reserveEsimProfile(
    world.db,
    world.services.vault,
    'DATA-5G',
    `${orderId}/esim.download:1.1`,
    new Date(),
  )
  const response = await post(report(`${iccid}F`))
  expect([response.statusCode, response.body]).toEqual([204, ''])
  expect(response.headers['x-admin-protocol']).toBe('gsma/rsp/v2.5.0')
  const told = await world.db
    .selectFrom('timeline_event')
    .selectAll()
    .where('order_id', '=', orderId)
    .execute()
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({ kind: 'esim.progress', public: true })
  expect(JSON.stringify(told)).not.toContain(iccid)
})

test('a stranger’s profile gets the same answer, so that nobody can ask which are ours', async () => {
  expect((await post(report('8901999999999999999'))).statusCode).toBe(204)
})

test('what is no report is refused', async () => {
  const response = await post({ hello: 'world' })
  expect([response.statusCode, response.json()]).toMatchObject([
    400,
    { error: { code: 'NOT_A_PROGRESS_REPORT' } },
  ])
})

test('nobody else may report, and a proxy does not make strangers local', async () => {
  expect((await post(report(iccid), '198.51.100.1')).statusCode).toBe(403)
  expect((await post(report(iccid), '127.0.0.1', { 'x-forwarded-for': '198.51.100.1' })).statusCode).toBe(403)
  expect((await post(report(iccid), '127.0.0.1')).statusCode).toBe(204)
})
