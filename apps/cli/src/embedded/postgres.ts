import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { endLeftover, readPid } from '../processes/leftover.ts'
import { type OwnedProcess, startOwned } from '../processes/owned-process.ts'
import { isPortFree, keptPort } from '../processes/ports.ts'
import { waitUntil } from '../processes/wait-until.ts'
import { type Account, postgresAccount } from './postgres-account.ts'
import { openCluster } from './postgres-cluster.ts'
import { postgresPrograms } from './postgres-program.ts'

export interface PostgresOptions {
  /** Holds the cluster in `postgres/`, the password and the port; made when absent. */
  dataDir: string
  /** Of 127.0.0.1; unless given, the one of last time or a free one. */
  port?: number
  /** Settings of the server beyond our own, for example { max_connections: '200' }. */
  settings?: Record<string, string>
  /** Default: `<dataDir>/logs/postgres.log`. */
  logFile?: string
}

export interface Postgres {
  /** With the password; for `turnup` on 127.0.0.1. */
  databaseUrl: string
  port: number
  pid: number
  process: OwnedProcess
  stop(): Promise<void>
}

const user = 'turnup'
const database = 'turnup'
const startTimeoutMs = 60_000

/** Nothing of the caller's own PostgreSQL variables (PGDATA, PGPORT, ...) may reach ours. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** The superuser's password, made once; only the account that runs the database may read it. */
function password(file: string, account: Account | undefined): string {
  if (!existsSync(file)) {
    // By descriptor: the folder belongs to another account, which must not be able to turn this elsewhere.
    const descriptor = openSync(file, 'wx', 0o600)
    if (account) fchownSync(descriptor, account.uid, account.gid)
    writeSync(descriptor, randomBytes(24).toString('hex'))
    closeSync(descriptor)
  }
  return readFileSync(file, 'utf8').trim()
}

async function initialise(
  programs: { initdb: string },
  folder: string,
  passwordFile: string,
  account: Account | undefined,
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ]
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  try {
    await promisify(execFile)(programs.initdb, [...args, ...locale], {
      ...account,
      env: environment,
      cwd: '/',
    })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : String(cause)
    throw new Error(`PostgreSQL could not prepare its folder ${folder}: ${said}`, { cause })
  }
}

/** Ready means: takes a connection with our password and has our database. */
async function ready(port: number, secret: string): Promise<true> {
  const client = new Client({ host: '127.0.0.1', port, user, password: secret, database: 'postgres' })
  client.on('error', () => {})
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await client.query(`create database ${database}`)
    return true
  } finally {
    await client.end().catch(() => {})
  }
}

/** Ends a server that survived an earlier run. Returns whether that run ended without order. */
async function clearLeftover(folder: string): Promise<boolean> {
  const pidFile = path.join(folder, 'postmaster.pid')
  const isAfterCrash = existsSync(pidFile)
  // A pid that was given to a stranger meanwhile would keep PostgreSQL from starting; otherwise it judges by itself.
  if ((await endLeftover(readPid(pidFile), folder, 'SIGINT')) === 'stranger') rmSync(pidFile, { force: true })
  return isAfterCrash
}

/** Starts until it is ready; after a crash, workers of the old server may need a moment to notice and end. */
async function startReady(
  start: () => Promise<OwnedProcess>,
  probe: () => Promise<true>,
  { tries, logFile }: { tries: number; logFile: string },
): Promise<OwnedProcess> {
  const server = await start()
  try {
    await waitUntil('The database did not start', probe, {
      timeoutMs: startTimeoutMs,
      lost: () => (server.hasEnded() ? `PostgreSQL ended; its log is ${logFile}` : undefined),
    })
    return server
  } catch (error) {
    await server.stop()
    if (tries === 1) throw error
    await delay(1_000)
    return startReady(start, probe, { tries: tries - 1, logFile })
  }
}

/**
 * Starts the PostgreSQL of the npm package with its data in a folder of ours: a real server with fsync, on 127.0.0.1
 * only. Later starts find the same data; what a kill -9 left behind is cleared away. As root it runs as another account.
 * @throws Error saying what is wrong, with the end of PostgreSQL's log
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = path.resolve(options.dataDir)
  const logFile = options.logFile ?? path.join(dataDir, 'logs', 'postgres.log')
  mkdirSync(path.dirname(logFile), { recursive: true })
  const account = postgresAccount()
  const programs = postgresPrograms(account)
  const cluster = await openCluster(dataDir, account, async (folder, passwordFile) => {
    password(passwordFile, account)
    await initialise(programs, folder, passwordFile, account)
  })
  const secret = password(cluster.passwordFile, account)
  const isAfterCrash = await clearLeftover(cluster.folder)
  const port = options.port ?? (await keptPort(dataDir, 'postgres'))
  if (!(await isPortFree(port)))
    throw new Error(`Port ${port} is taken, so the database cannot listen there.`)

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...options.settings,
  }
  const start = () =>
    startOwned({
      name: 'database',
      command: programs.postgres,
      args: [
        '-D',
        cluster.folder,
        '-p',
        String(port),
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      env: environment,
      cwd: '/',
      ...(account ? { account } : {}),
      logFile,
      stopSignal: 'SIGINT',
    })
  const server = await startReady(start, () => ready(port, secret), { tries: isAfterCrash ? 5 : 1, logFile })
  return {
    databaseUrl: `postgres://${user}:${secret}@127.0.0.1:${port}/${database}`,
    port,
    pid: server.pid,
    process: server,
    // Its own checkpoint may take a while; force would only mean recovery at the next start.
    stop: () => server.stop(30_000),
  }
}
