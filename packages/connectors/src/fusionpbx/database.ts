import type { ConnectorDeps, Json, JsonObject } from '@turnup/domain'
import { ProviderError } from '@turnup/domain'
import { Pool, type PoolClient, type PoolConfig } from 'pg'
import { observed } from '../http/index.ts'
import { type FusionPbxConfig, isLoopback } from './config.ts'
import { connectorId } from './refused.ts'
import { isAnswered, sortDatabaseError } from './sort-database-error.ts'

/** One statement inside a transaction; values go as parameters, never into the text. */
export type Query = <Row = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<Row[]>

export interface Work {
  operation: string
  /** Which tenant or domain it is about, for the database's own list of activity. */
  subject: string
  /** Goes into the exchange; nothing secret. */
  request: JsonObject
}

export interface Database {
  /** A transaction that only reads, all from one moment. */
  read<Value>(work: Work, run: (query: Query) => Promise<Value>): Promise<Value>
  /**
   * All or nothing. @throws ProviderError `outcome-unknown` only when the connection breaks on the commit; before it
   * nothing has happened
   */
  write<Value>(work: Work, run: (query: Query) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

function poolConfig(config: FusionPbxConfig): PoolConfig {
  const isEncrypted = config.databaseTls ?? !isLoopback(config.databaseHost)
  return {
    host: config.databaseHost,
    port: config.databasePort,
    database: config.databaseName,
    user: config.databaseUser,
    password: config.databasePassword,
    ssl: isEncrypted && { rejectUnauthorized: true, ca: config.databaseAuthority },
    max: config.maxConnections,
    application_name: 'turnup',
    connectionTimeoutMillis: config.timeoutMs,
    query_timeout: config.timeoutMs,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  }
}

/** FusionPBX's database. Every transaction says in a comment what it is for. */
export function openDatabase(config: FusionPbxConfig, deps: ConnectorDeps): Database {
  const pool = new Pool(poolConfig(config))
  // An idle connection that breaks is replaced by the next call, which hears of it by itself.
  pool.on('error', () => {})
  // The server gives up before we do, so that what we take for lost is rarely still at work there.
  const limitMs = Math.ceil(config.timeoutMs * 0.8)
  const limits = `set local statement_timeout = ${limitMs}; set local lock_timeout = ${limitMs}; set local idle_in_transaction_session_timeout = ${config.timeoutMs}`

  function transact<Value>(
    mode: 'read only' | 'read write',
    work: Work,
    run: (query: Query) => Promise<Value>,
  ) {
    const { operation, subject, request } = work
    const effect = mode === 'read only' ? ('read' as const) : ('write' as const)
    const isolation = mode === 'read only' ? 'repeatable read' : 'read committed'
    const comment = `turnup ${operation} ${subject}`.replace(/[^\w .@+:-]/g, '?')
    const begin = `begin isolation level ${isolation} ${mode} /* ${comment} */; ${limits}`
    return observed(deps, { connector: connectorId, operation, effect, request }, async () => {
      const client = await pool.connect().catch((error) => {
        throw sortDatabaseError(operation, error)
      })
      const transaction = { operation, begin, timeoutMs: config.timeoutMs }
      return { value: await inTransaction(client, transaction, run), response: 'committed' as Json }
    })
  }

  return {
    read: (work, run) => transact('read only', work, run),
    write: (work, run) => transact('read write', work, run),
    close: () => pool.end(),
  }
}

async function inTransaction<Value>(
  client: PoolClient,
  { operation, begin, timeoutMs }: { operation: string; begin: string; timeoutMs: number },
  run: (query: Query) => Promise<Value>,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  // What takes longer than the caller waits for must not be committed behind its back.
  const keepInTime = () => {
    if (performance.now() > deadline) throw sortDatabaseError(operation, { code: '57014' })
  }
  // Without a listener an error between two statements would end the process.
  const ignore = () => {}
  client.on('error', ignore)
  let isCommitting = false
  let isUsable = true
  const release = () => {
    client.off('error', ignore)
    client.release(!isUsable)
  }
  try {
    await client.query(begin)
    const value = await run(async (sql, values) => {
      keepInTime()
      return (await client.query(sql, values)).rows
    })
    keepInTime()
    isCommitting = true
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw sortDatabaseError(operation, { code: '40000' })
    return value
  } catch (error) {
    const isOurs = error instanceof ProviderError
    isUsable = isOurs || isAnswered(error)
    if (isUsable && !isCommitting) {
      await client.query('rollback').catch(() => {
        isUsable = false
      })
    }
    throw isOurs ? error : sortDatabaseError(operation, error, isCommitting)
  } finally {
    release()
  }
}

/** Waits for and holds these locks until the transaction ends; always in one order, so that two never wait for each other. */
export async function lock(query: Query, names: string[]): Promise<void> {
  await query(
    `select pg_advisory_xact_lock(key) from
       (select distinct hashtextextended('turnup ' || name, 0) as key from unnest($1::text[]) as name order by key) as keys`,
    [names],
  )
}
