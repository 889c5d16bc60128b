import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../http/create-app.ts'
import { completeEnvironment } from '../settings/complete-settings.ts'
import type { DemoSettings } from '../settings/groups.ts'
import { readSettings } from '../settings/read-settings.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { portalRoutes } from './index.ts'

const demo: DemoSettings = {
  customer: { name: 'Ada Moreno', email: 'ada@example.com', password: 'harbour lights at nine' },
  operator: { name: 'Olive Operator', email: 'olive@example.com', password: 'the night shift keeps watch' },
  sandboxUrl: 'http://127.0.0.1:4000',
}

let world: TestWorld
beforeAll(async () => {
  world = await createTestWorld({ BRAND_NAME: 'Harbour Telecom', DEFAULT_COUNTRY: 'PR' })
})
afterAll(() => world.close())

async function site(withDemo?: DemoSettings) {
  const { services, settings } = world
  const log = pino({ level: 'silent' })
  const app = await createApp({
    services,
    server: settings.server,
    log,
    routes: async (routes) => {
      await routes.register(portalRoutes, { prefix: '/api', demo: withDemo })
    },
  })
  const response = await app.inject('/api/site')
  await app.close()
  return { body: response.json(), cacheControl: response.headers['cache-control'] }
}

async function registerNumber(customerNumber: string): Promise<void> {
  const person = { password_hash: 'none', first_name: 'Eva', last_name: 'Ruiz' }
  const email = `${customerNumber}@example.com`
  await world.db
    .insertInto('portal_user')
    .values({ id: randomUUID(), email, ...person, customer_number: customerNumber })
    .execute()
}

test('everybody may know whose site this is, and nothing else', async () => {
  expect(await site()).toEqual({
    cacheControl: 'public, max-age=60',
    body: {
      brandName: 'Harbour Telecom',
      supportEmail: 'support@example.com',
      defaultCountry: 'PR',
      locales: ['en', 'es'],
    },
  })
})

test('a demonstration says who can sign in, and with which number the next one can sign up', async () => {
  const first = await site(demo)
  expect(first.cacheControl).toBe('no-store')
  expect(first.body.demo).toEqual({ ...demo, freeCustomerNumber: 'C-2000' })
  for (const number of ['C-2000', 'C-2001', 'C-2003']) await registerNumber(number)
  expect((await site(demo)).body.demo.freeCustomerNumber).toBe('C-2002')
})

test('a demonstration that others could reach does not start', () => {
  const read = (more: Record<string, string>) =>
    readSettings(completeEnvironment({ TURNUP_DEMO: JSON.stringify(demo), ...more }))
  expect(read({ PUBLIC_URL: 'http://127.0.0.1:3000' }).ok).toBe(true)
  expect(read({ PUBLIC_URL: 'http://localhost:3000', HOST: '::1' }).ok).toBe(true)
  const reachable: Record<string, string>[] = [
    { PUBLIC_URL: 'https://portal.example.com' },
    { PUBLIC_URL: 'http://127.0.0.1:3000', HOST: '0.0.0.0' },
  ]
  for (const more of reachable) {
    const result = read(more)
    expect(result.ok).toBe(false)
    const problems = result.ok ? [] : result.problems
    expect(problems.map(({ variable }) => variable)).toEqual(['TURNUP_DEMO'])
    expect(JSON.stringify(problems)).not.toContain(demo.operator.password)
  }
})
