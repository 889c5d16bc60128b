import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { type Database, openDatabase } from './database.ts'
import { readQueueVersion } from './queue-version.ts'

let database: TestDatabase
let db: Database
const customerId = randomUUID()
beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ databaseUrl: database.databaseUrl })
  const person = { password_hash: 'none', first_name: 'Ada', last_name: 'Moreno', customer_number: 'C-1' }
  await db
    .insertInto('portal_user')
    .values({ id: customerId, email: 'ada@example.com', ...person })
    .execute()
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, second))

async function addOrder(second: number): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('product_order')
    .values({
      id,
      kind: 'acquisition',
      customer_id: customerId,
      customer_number: 'C-1',
      billing_client_id: '1',
      crm_account_id: '001',
      channel: 'portal',
      state: 'acknowledged',
      items: '[]',
      correlation_id: 'test-queue',
      created_at: at(second),
      updated_at: at(second),
    })
    .execute()
  return id
}

const change = (id: string, set: { revision?: number; updated_at?: Date }) =>
  db.updateTable('product_order').set(set).where('id', '=', id).execute()

test('the version changes with every order that is made or changed, and only then', async () => {
  const versions = [await readQueueVersion(db)]
  const remember = async () => versions.push(await readQueueVersion(db))
  const first = await addOrder(100)
  await remember()
  const second = await addOrder(130)
  await remember()
  await change(first, { updated_at: at(140) })
  await remember()
  await change(second, { revision: 1 })
  await remember()
  // What was begun earlier and ends later, or comes from a clock that is behind.
  await addOrder(95)
  await remember()
  expect(new Set(versions).size).toBe(versions.length)
  expect(await readQueueVersion(db)).toBe(versions.at(-1))
})
