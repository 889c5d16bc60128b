import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { recordConnectorHealth } from './connector-states.ts'
import { type Database, openDatabase } from './database.ts'
import { deleteExpiredRecords } from './expired-records.ts'
import { takeNonce } from './nonces.ts'
import { createStreamCursor } from './stream-cursor.ts'

let database: TestDatabase
let db: Database
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ databaseUrl: database.databaseUrl })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute))

test('a place in a stream is kept byte for byte, each topic for itself', async () => {
  const cursor = createStreamCursor(db, '/event/A__e', () => at(0))
  expect(await cursor.load()).toBeUndefined()
  for (const place of [Uint8Array.of(0, 255, 0, 7), Uint8Array.of(1, 0, 0)]) {
    await cursor.save(place)
    expect(await createStreamCursor(db, '/event/A__e', () => at(1)).load()).toEqual(place)
  }
  expect(await createStreamCursor(db, '/event/B__e', () => at(0)).load()).toBeUndefined()
})

test('a nonce is taken once, and forgotten only after its time', async () => {
  expect(await takeNonce(db, 'nonce-1', at(0), at(10))).toBe(true)
  expect(await takeNonce(db, 'nonce-1', at(1), at(11))).toBe(false)
  expect(await deleteExpiredRecords(db, at(9))).toBe(0)
  expect(await takeNonce(db, 'nonce-1', at(9), at(19))).toBe(false)
  expect(await deleteExpiredRecords(db, at(11))).toBe(1)
  expect(await takeNonce(db, 'nonce-1', at(12), at(22))).toBe(true)
})

test('how a connector is doing is written without touching whether it is paused', async () => {
  await db
    .insertInto('connector_state')
    .values({ connector: 'whmcs', paused_at: at(0), paused_reason: 'wrong secret' })
    .execute()
  await recordConnectorHealth(db, { connector: 'whmcs', lastSuccessAt: at(1) })
  await recordConnectorHealth(db, { connector: 'whmcs' })
  expect(await db.selectFrom('connector_state').selectAll().executeTakeFirst()).toMatchObject({
    paused_at: at(0),
    paused_reason: 'wrong secret',
    last_success_at: at(1),
  })
})
