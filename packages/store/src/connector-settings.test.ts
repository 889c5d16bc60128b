import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import {
  connectorSettingsVersions,
  keepConnectorSettings,
  listConnectorSettings,
  readConnectorSettings,
} from './connector-settings.ts'
import { type Database, openDatabase } from './database.ts'
import { createVault } from './vault.ts'

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

const vault = createVault(new Uint8Array(32).fill(7))
const by = { operatorId: 'operator-1', at: new Date('2030-01-01T00:00:00Z') }
const whmcs = { connector: 'whmcs', version: 0, values: { timeoutMs: 900 }, secrets: { secret: 'lantern' } }

test('what is kept is read again, and no secret stands in the database as it is', async () => {
  expect(await readConnectorSettings(db, vault, 'whmcs')).toMatchObject({ version: 0, values: {} })
  expect(await keepConnectorSettings(db, vault, whmcs, by)).toBe(true)
  const expected = { ...whmcs, version: 1, unreadable: [], changedAt: by.at, changedBy: by.operatorId }
  expect(await readConnectorSettings(db, vault, 'whmcs')).toEqual(expected)
  expect(await listConnectorSettings(db, vault)).toEqual([expected])
  expect(await connectorSettingsVersions(db)).toEqual(new Map([['whmcs', 1]]))
  const { rows } = await sql<{ text: string }>`select t::text as text from connector_settings t`.execute(db)
  const sealed = Buffer.from('lantern').toString('base64')
  for (const { text } of rows) expect(text).not.toMatch(new RegExp(`lantern|${sealed}`))
})

test('of two who change the same version, one is kept', async () => {
  const first = { connector: 'mvne', version: 0, values: {}, secrets: {} }
  const racing = [1, 2, 3].map((timeoutMs) =>
    keepConnectorSettings(db, vault, { ...first, values: { timeoutMs } }, by),
  )
  expect((await Promise.all(racing)).filter(Boolean)).toHaveLength(1)
  const again = [4, 5, 6].map((timeoutMs) =>
    keepConnectorSettings(db, vault, { ...first, version: 1, values: { timeoutMs } }, by),
  )
  expect((await Promise.all(again)).filter(Boolean)).toHaveLength(1)
  expect((await connectorSettingsVersions(db)).get('mvne')).toBe(2)
})

test('a secret opens only in its own place and with its own key; the rest is still read', async () => {
  await keepConnectorSettings(db, vault, { ...whmcs, connector: 'smtp', secrets: { password: 'x' } }, by)
  await sql`update connector_settings set sealed_values =
    jsonb_build_object('user', sealed_values -> 'password', 'password', sealed_values -> 'password')
    where connector = 'smtp'`.execute(db)
  expect(await readConnectorSettings(db, vault, 'smtp')).toMatchObject({
    secrets: { password: 'x' },
    unreadable: ['user'],
    values: { timeoutMs: 900 },
  })
  const other = createVault(new Uint8Array(32).fill(8))
  expect(await readConnectorSettings(db, other, 'smtp')).toMatchObject({
    secrets: {},
    values: { timeoutMs: 900 },
  })
})
