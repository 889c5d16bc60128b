import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  databaseUrl: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

async function asAdministrator(sql: string): Promise<void> {
  const url = new URL(inject('templateDatabaseUrl'))
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A database of its own for one test file, with the newest schema and nothing in it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = new URL(inject('templateDatabaseUrl'))
  const template = url.pathname.slice(1)
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdministrator(`create database ${name} template ${template} strategy file_copy`)
  url.pathname = `/${name}`
  return {
    databaseUrl: url.href,
    drop: () => asAdministrator(`drop database if exists ${name} with (force)`),
  }
}
