import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { type Database, isDatabaseFailure, openDatabase } from './database.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase({ databaseUrl: testDatabase.databaseUrl, maxConnections: 1 })
})
afterAll(async () => {
  await db.destroy()
  await testDatabase.drop()
})

async function timesPrepared(text: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from pg_prepared_statements where statement like ${`%${text}%`} and not from_sql
      and statement not like '%pg_prepared_statements%'`.execute(db)
  return rows[0]?.count ?? 0
}

test('a statement that comes again is planned once for each connection, whatever its values', async () => {
  const read = (topic: string) =>
    db.selectFrom('stream_cursor').select('topic').where('topic', '=', topic).execute()
  await read('one')
  await read('other')
  expect(await timesPrepared('"stream_cursor"')).toBe(1)
})

test('a column that a newer version adds is not noticed by a version that is still running', async () => {
  const all = () => db.selectFrom('flight').selectAll().where('key', '=', 'x').execute()
  const some = () => db.selectFrom('flight').select('order_id').where('key', '=', 'x').execute()
  await all()
  await some()
  await sql`alter table flight add column added text`.execute(db)
  expect(await all()).toEqual([])
  expect(await some()).toEqual([])
})

test('within a transaction it fails once, and done again the transaction goes through', async () => {
  const all = () =>
    db
      .transaction()
      .execute((tx) => tx.selectFrom('installation_fact').selectAll().where('name', '=', 'x').execute())
  await all()
  await sql`alter table installation_fact add column added text`.execute(db)
  await expect(all()).rejects.toSatisfy(isDatabaseFailure)
  expect(await all()).toEqual([])
})

test('statements without end do not fill the connection: those past the last place are not kept', async () => {
  for (let width = 1; width <= 250; width += 1) {
    const keys = Array.from({ length: width }, (_, index) => `key ${index}`)
    await db.selectFrom('flight').select('key').where('key', 'in', keys).execute()
  }
  expect(await timesPrepared('"flight"')).toBeLessThanOrEqual(200)
  expect(await db.selectFrom('flight').select('key').where('key', 'in', ['a']).execute()).toEqual([])
})
