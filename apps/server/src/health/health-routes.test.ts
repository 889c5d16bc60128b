import type { SubscriptionState } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { addHealthRoutes } from './health-routes.ts'

let world: TestWorld
let app: FastifyInstance
let subscriber: SubscriptionState | 'off' = 'off'
let looks = 0
let engineAnswers: Promise<boolean> = Promise.resolve(true)
beforeAll(async () => {
  world = await createTestWorld()
  app = await createApp({
    services: world.services,
    server: world.settings.server,
    log: pino({ level: 'silent' }),
    async routes(instance) {
      addHealthRoutes(instance, {
        isEngineReachable() {
          looks += 1
          return engineAnswers
        },
        subscriber: () => subscriber,
        isStopping: () => false,
      })
    },
  })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const ready = () => app.inject({ url: '/health/ready' })

test('many who ask at once make one look at the database and the engine', async () => {
  let answer: (isReachable: boolean) => void = () => {}
  engineAnswers = new Promise((resolve) => {
    answer = resolve
  })
  looks = 0
  const asked = Array.from({ length: 20 }, ready)
  await expect.poll(() => looks).toBe(1)
  answer(true)
  const statuses = (await Promise.all(asked)).map((response) => response.json().status)
  expect(new Set(statuses)).toEqual(new Set(['ready']))
  expect(looks).toBe(1)
  await ready()
  expect(looks).toBe(2)
})

test('why events do not come is nobody’s business who only asks for the health', async () => {
  const reason = 'connect ECONNREFUSED 10.1.2.3:7443: the user integration@acme.example lacks Read'
  subscriber = { state: 'waiting', reason, retryAt: new Date('2030-01-01T00:00:00Z') }
  const response = await ready()
  expect(response.json()).toMatchObject({
    status: 'degraded',
    checks: { subscriber: { status: 'failing', says: expect.stringContaining('2030-01-01T00:00:00.000Z') } },
  })
  expect(response.body).not.toMatch(/10\.1\.2\.3|acme|Read/)
})
