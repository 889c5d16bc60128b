import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, freePort, type TestDatabase, testEngine } from './index.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})
afterAll(() => Promise.all([one.drop(), other.drop()]))

async function query(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('two test files never see each other’s rows, and both have the newest schema', async () => {
  await query(one.databaseUrl, 'create table mine (id int); insert into mine values (1)')
  expect(await query(one.databaseUrl, 'select id from mine')).toEqual([{ id: 1 }])
  expect(await query(other.databaseUrl, "select to_regclass('mine') as mine")).toEqual([{ mine: null }])
  const applied = 'select count(*)::int as files from schema_migration'
  expect(await query(other.databaseUrl, applied)).toEqual(await query(one.databaseUrl, applied))
  expect(await query(other.databaseUrl, applied)).not.toEqual([{ files: 0 }])
})

test('the engine of the run answers, and nobody shares a namespace', async () => {
  const engine = testEngine()
  const health = await fetch(new URL('/restate/health', engine.ingressUrl))
  expect(health.status).toBe(200)
  expect(engine.identityPublicKey).toMatch(/^publickeyv1_[1-9A-HJ-NP-Za-km-z]{40,}$/)
  expect(testEngine().namespace).not.toBe(engine.namespace)
})

test('a free port can be listened on', async () => {
  const port = await freePort()
  expect(port).toBeGreaterThan(1023)
})
