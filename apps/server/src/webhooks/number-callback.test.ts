import type { NumberProvider, ProviderCallback, RegulatedNumberProvider } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { pbxDetails } from '../../../../packages/fulfilment/src/testing/test-pbx.ts'
import { createApp } from '../http/create-app.ts'
import { insertTestOrder } from '../test-orders.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { webhookRoutes } from './index.ts'

let world: TestWorld
let app: FastifyInstance
const seen: ProviderCallback[] = []

const didww: Partial<RegulatedNumberProvider> = {
  canRegister: true,
  readCallback(callback) {
    seen.push(callback)
    const { orderId } = callback.fields
    return callback.headers['x-signature'] === 'good' && orderId ? { about: 'order', orderId } : undefined
  },
}

beforeAll(async () => {
  world = await createTestWorld(
    { PUBLIC_URL: 'https://portal.example.com' },
    { numbers: { didww: didww as NumberProvider } },
  )
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
beforeEach(() => {
  seen.length = 0
  world.woken.length = 0
})

/** An order that waits for what the carrier calls by this id. */
async function waitingFor(carrierOrderId: string): Promise<string> {
  const id = await insertTestOrder(world.db, {
    state: 'inProgress',
    pbx: JSON.stringify(pbxDetails('api-upload')),
  })
  const common = { needs: [], input: JSON.stringify({ providerId: 'didww' }), updated_at: new Date() }
  const waiting = {
    why: 'x',
    who: 'provider' as const,
    since: '2026-03-02T09:00:00.000Z',
    escalateAt: '2026-03-09T09:00:00.000Z',
    isOverdue: false,
  }
  await world.db
    .insertInto('order_step')
    .values([
      {
        ...common,
        order_id: id,
        key: 'number.order',
        position: 0,
        action: 'number.order',
        state: 'done',
        result: JSON.stringify({ orderId: carrierOrderId }),
      },
      {
        ...common,
        order_id: id,
        key: 'number.await-active',
        position: 1,
        action: 'number.await-active',
        state: 'ready',
        wake_at: new Date(Date.now() + 3_600_000),
        waiting: JSON.stringify(waiting),
      },
    ])
    .execute()
  return id
}

async function isDue(id: string): Promise<boolean> {
  const row = await world.db
    .selectFrom('order_step')
    .select('wake_at')
    .where('order_id', '=', id)
    .where('key', '=', 'number.await-active')
    .executeTakeFirstOrThrow()
  const head = await world.db
    .selectFrom('product_order')
    .select('wake_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.wake_at === null && head.wake_at !== null && head.wake_at <= new Date()
}

function post(payload: string, signature: string, type = 'application/x-www-form-urlencoded') {
  const headers = { 'content-type': type, 'x-signature': signature }
  return app.inject({ method: 'POST', url: '/webhooks/numbers/didww?a=1', payload, headers })
}

test('a genuine callback makes its order due and wakes the engine, as a form, as JSON or in the address', async () => {
  const id = await waitingFor('o-1')
  expect((await post('orderId=o-1', 'good')).statusCode).toBe(204)
  expect(world.woken).toEqual([`advance ${id}`])
  expect(await isDue(id)).toBe(true)
  expect(seen[0]).toMatchObject({
    method: 'POST',
    url: 'https://portal.example.com/webhooks/numbers/didww?a=1',
    fields: { orderId: 'o-1' },
  })
  await post('{"orderId":"o-1"}', 'good', 'application/json')
  const url = '/webhooks/numbers/didww?orderId=o-1'
  await app.inject({ method: 'GET', url, headers: { 'x-signature': 'good' } })
  expect(seen.map(({ fields }) => fields.orderId)).toEqual(['o-1', 'o-1', 'o-1'])
})

test('forged, foreign and unreadable ones are answered alike and do nothing', async () => {
  const id = await waitingFor('o-2')
  const answers = [
    await post('orderId=o-2', 'forged'),
    await post('orderId=o-of-nobody', 'good'),
    await post('{"orderId":', 'good', 'application/json'),
    await post('', 'good'),
    await app.inject({ method: 'POST', url: '/webhooks/numbers/nobody', payload: 'orderId=o-2' }),
    await app.inject({ method: 'POST', url: '/webhooks/numbers/__proto__', payload: 'x' }),
  ]
  expect(answers.slice(0, 5).map(({ statusCode }) => statusCode)).toEqual([204, 204, 204, 204, 204])
  expect(answers[5]?.statusCode).toBe(400)
  expect(world.woken).toEqual([])
  expect(await isDue(id)).toBe(false)
})

test('the hint is kept though the engine is down: the order is due when it is back', async () => {
  const id = await waitingFor('o-3')
  world.engineIsDown(true)
  expect((await post('orderId=o-3', 'good')).statusCode).toBe(204)
  world.engineIsDown(false)
  expect(await isDue(id)).toBe(true)
})
