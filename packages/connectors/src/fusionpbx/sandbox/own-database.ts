import { readFile } from 'node:fs/promises'
import { Client, Pool } from 'pg'
import { type Flags, seedSql, tablesSql } from './seed.ts'
import { tables } from './tables.ts'

/** The role that the connector signs in as; it opens nothing but this database, on this machine. */
export const sandboxDatabasePassword = 'fusionpbx-sandbox-database'

export interface OwnDatabase {
  host: string
  port: number
  name: string
  user: string
  pool: Pool
  /** Back to the seed. */
  reset(): Promise<void>
  close(): Promise<void>
  /** Takes it off the server; for tests. */
  drop(): Promise<void>
}

async function asAdministrator<Value>(url: string, work: (client: Client) => Promise<Value>): Promise<Value> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * A database of its own beside the one that `url` names, on the same server, with FusionPBX's tables and a role with the
 * rights of role.sql. One from an earlier start is kept.
 */
export async function openOwnDatabase(url: string, flags: Flags): Promise<OwnDatabase> {
  const given = new URL(url)
  const name = `${decodeURIComponent(given.pathname.slice(1))}_fusionpbx${flags === 'text' ? '_text' : ''}`
  const user = `${name}_turnup`
  const own = new URL(url)
  own.pathname = `/${name}`
  await asAdministrator(url, async (client) => {
    const roles = await client.query('select 1 from pg_roles where rolname = $1', [user])
    if (roles.rowCount === 0)
      await client.query(`create role "${user}" login password '${sandboxDatabasePassword}'`)
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database "${name}" template template0`)
  })
  const pool = new Pool({ connectionString: own.href, max: 3, allowExitOnIdle: true })
  pool.on('error', () => {})
  const prepared = await pool.query(`select to_regclass('v_domains') as there`)
  if (prepared.rows[0]?.there === null) {
    const rights = await readFile(new URL('../role.sql', import.meta.url), 'utf8')
    await pool.query(`begin; ${tablesSql(flags)} ${seedSql()} commit`)
    await pool.query(rights.replaceAll('turnup_provisioning', `"${user}"`))
  }
  return {
    host: given.hostname,
    port: Number(given.port || 5_432),
    name,
    user,
    pool,
    async reset() {
      await pool.query(`begin; truncate ${Object.keys(tables).join(', ')}; ${seedSql()} commit`)
    },
    close: () => pool.end(),
    async drop() {
      await asAdministrator(url, async (client) => {
        await client.query(`drop database if exists "${name}" with (force)`)
        await client.query(`drop role if exists "${user}"`)
      })
    },
  }
}
