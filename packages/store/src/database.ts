import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Pool, types } from 'pg'
import { preparingPool } from './prepared-statements.ts'
import type { Tables } from './schema/tables.ts'

export type Database = Kysely<Tables>
export type DatabaseTransaction = Transaction<Tables>
/** What a query function needs: the database or an open transaction. */
export type Queryable = Database | DatabaseTransaction

// Counts come back as bigint text; every count here fits a number.
types.setTypeParser(types.builtins.INT8, (text) => text)

export interface DatabaseOptions {
  databaseUrl: string
  /** Connections of this process; default 20. */
  maxConnections?: number
  /** A statement that takes longer is ended by PostgreSQL; default 30 s. */
  statementTimeoutMs?: number
  /** No answer at all by then: the connection is given up; default 5 s more than a statement may take. */
  answerTimeoutMs?: number
  onConnectionError?: (error: Error) => void
}

/** Opens a pool. `database.destroy()` closes it. */
export function openDatabase(options: DatabaseOptions): Database {
  const { statementTimeoutMs = 30_000, answerTimeoutMs = statementTimeoutMs + 5_000 } = options
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.maxConnections ?? 20,
    statement_timeout: statementTimeoutMs,
    // A server that vanished behind a broken network ends no statement any more, and no connection either.
    query_timeout: answerTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A process that stands still must not keep others from the rows it has locked.
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'turnup',
  })
  // Without a listener, a connection that PostgreSQL drops while idle would end the process.
  pool.on('error', (error) => options.onConnectionError?.(error))
  // So would one that it drops between two statements of a transaction; the next statement fails and says so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) })
}

/** The pool and the driver give lost and overdue connections no code of their own. */
const lostWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|driver has already|Query read timeout)/
const networkCodes = /^(ECONN|EPIPE|ETIMEDOUT|ENOENT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/
/** SQLSTATE: connection failures, too many connections, shutting down, crashed, not up yet. */
const downCodes = /^(08|53300|57P0[123])/

/** Whether PostgreSQL is not to be had at the moment: nothing is wrong with what was asked. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    networkCodes.test(code) || lostWords.test(error.message) || ('severity' in error && downCodes.test(code))
  )
}

/**
 * Whether an error is the database's own (a refusal or a lost connection) and not a fault of the work in hand: the
 * engine then runs the same work again.
 */
export function isDatabaseFailure(error: unknown): boolean {
  return isDatabaseDown(error) || (error instanceof Error && 'severity' in error)
}
