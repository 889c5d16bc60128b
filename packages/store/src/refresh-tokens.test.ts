import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { findBrowserSession, insertBrowserSession } from './browser-sessions.ts'
import { type Database, openDatabase } from './database.ts'
import { deleteExpiredRecords } from './expired-records.ts'
import {
  endAllSessions,
  endSessionOfToken,
  insertRefreshToken,
  lockSessions,
  type TokenSubject,
  useRefreshToken,
} from './refresh-tokens.ts'

let database: TestDatabase
let db: Database
let customer: TokenSubject
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ databaseUrl: database.databaseUrl })
})
beforeEach(async () => {
  customer = { kind: 'customer', id: randomUUID() }
  const person = { password_hash: 'none', first_name: 'Ada', last_name: 'Moreno' }
  const email = `${customer.id}@example.com`
  await db
    .insertInto('portal_user')
    .values({ id: customer.id, email, ...person, customer_number: customer.id })
    .execute()
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const now = new Date('2030-01-01T00:00:00Z')
const expiresAt = new Date('2030-02-01T00:00:00Z')
const hashOf = (token: string) => createHash('sha256').update(`${customer.id} ${token}`).digest()

async function give(queryable: Parameters<typeof insertRefreshToken>[0], token: string): Promise<void> {
  const familyId = customer.id
  await insertRefreshToken(queryable, {
    hash: hashOf(token),
    familyId,
    subject: customer,
    issuedAt: now,
    expiresAt,
  })
}

const use = (token: string, kind: TokenSubject['kind'] = 'customer') =>
  db.transaction().execute((transaction) => useRefreshToken(transaction, hashOf(token), kind, now))

/** Resolves once some statement of this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    expect((await waiting.execute(db)).rows).not.toEqual([])
  })
}

const endings = {
  'the end of all sessions': () => db.transaction().execute((tx) => endAllSessions(tx, customer, now)),
  'a sign-out': () => db.transaction().execute((tx) => endSessionOfToken(tx, hashOf('first'), now)),
}

test.each(Object.entries(endings))(
  '%s reaches a token that is being given out at that moment',
  async (_name, end) => {
    await give(db, 'first')
    let ending: Promise<void> | undefined
    await db.transaction().execute(async (transaction) => {
      expect(await useRefreshToken(transaction, hashOf('first'), 'customer', now)).toMatchObject({
        state: 'used-now',
      })
      await give(transaction, 'second')
      ending = end()
      await somebodyWaits()
    })
    await ending
    expect(await use('second')).toEqual({ state: 'unknown' })
  },
)

test('a token that was used is remembered until its time is up, so that its return ends the sign-in', async () => {
  await give(db, 'first')
  await use('first')
  expect(await deleteExpiredRecords(db, new Date(expiresAt.getTime() - 1))).toBe(0)
  expect(await use('first')).toMatchObject({ state: 'reused' })
  expect(await deleteExpiredRecords(db, new Date(expiresAt.getTime() + 1))).toBeGreaterThan(0)
  expect(await use('first')).toEqual({ state: 'unknown' })
})

test('the token of a customer is nobody’s at the operators’ door, and is not used up there', async () => {
  await give(db, 'first')
  expect(await use('first', 'operator')).toEqual({ state: 'unknown' })
  expect(await use('first')).toMatchObject({ state: 'used-now' })
})

test('the end of all sessions reaches a browser that is being signed in at that moment', async () => {
  const hash = hashOf('browser')
  const session = { hash, subject: customer, createdAt: now, expiresAt, endsAt: expiresAt }
  await db.updateTable('portal_user').set({ state: 'active' }).where('id', '=', customer.id).execute()
  let ending: Promise<void> | undefined
  await db.transaction().execute(async (transaction) => {
    await lockSessions(transaction, customer)
    ending = endings['the end of all sessions']()
    await somebodyWaits()
    await insertBrowserSession(transaction, session)
  })
  await ending
  expect(await findBrowserSession(db, hash, 'customer', now)).toBeUndefined()
})

test('a browser’s session is forgotten once its time is up', async () => {
  const hash = hashOf('old browser')
  const createdAt = new Date(expiresAt.getTime() - 1_000)
  await db
    .transaction()
    .execute((transaction) =>
      insertBrowserSession(transaction, { hash, subject: customer, createdAt, expiresAt, endsAt: expiresAt }),
    )
  const isKept = async () =>
    (await db.selectFrom('browser_session').select('hash').where('hash', '=', hash).execute()).length > 0
  await deleteExpiredRecords(db, new Date(expiresAt.getTime() - 1))
  expect(await isKept()).toBe(true)
  await deleteExpiredRecords(db, new Date(expiresAt.getTime() + 1))
  expect(await isKept()).toBe(false)
})
