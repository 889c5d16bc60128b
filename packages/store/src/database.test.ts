import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { type Database, isDatabaseFailure, openDatabase } from './database.ts'

let testDatabase: TestDatabase
let db: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  db = openDatabase({ databaseUrl: testDatabase.databaseUrl })
})
afterAll(async () => {
  await db.destroy()
  await testDatabase.drop()
})

test('a connection that PostgreSQL ends within a transaction fails the transaction, not the process', async () => {
  const ended = db.transaction().execute(async (tx) => {
    const own = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${own.rows[0]?.pid})`.execute(db)
    await sql`select 1`.execute(tx)
  })
  await expect(ended).rejects.toSatisfy(isDatabaseFailure)
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})
