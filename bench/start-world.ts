import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, type OwnedProcess, startEngine, startOwned, startPostgres, waitUntil } from '@turnup/cli'
import { demoIccids } from '@turnup/connectors/es2plus/sandbox'
import { createVault, importEsimProfiles, openDatabase } from '@turnup/store'
import { Pool } from 'pg'
import { type ApiClient, createApiClient } from '../tests/stack/portal-client.ts'
import type { Cleanup } from './cleanup.ts'
import { statementSettings } from './profile-statements.ts'
import { progress } from './progress.ts'
import { serverEnvironment } from './server-environment.ts'

/** The whole product with a database of its own, every part in a process of its own. */
export interface World {
  api: ApiClient
  serverUrl: string
  sandboxUrl: string
  engineAdminUrl: string
  inspectorPort: number | undefined
  /** The driver's own connections. */
  database: Pool
  /** First process of each part. */
  processes: Record<'postgres' | 'engine' | 'server' | 'sandbox', number>
}

const root = path.join(import.meta.dirname, '..')
const profileType = 'DATA-5G'
/** In stock at the start, as if the provider had imported them; more than any run needs. */
const profilesInStock = 20_000
const startTimeoutMs = 60_000

/**
 * Starts PostgreSQL with fsync, Restate, the sandbox without added latency, and one server, in a folder that goes with
 * the world. Resolves once the server listens to platform events.
 */
export async function startWorld(cleanup: Cleanup, options: { isProfiled: boolean }): Promise<World> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'turnup-bench-'))
  cleanup.add('the folder', () => rm(dataDir, { recursive: true, force: true }))
  await chmod(dataDir, 0o711)
  await mkdir(path.join(dataDir, 'logs'))
  const settings = options.isProfiled ? statementSettings : {}
  const postgres = await startPostgres({ dataDir, settings })
  cleanup.add('the database', () => postgres.stop())
  const engine = await startEngine({ dataDir })
  cleanup.add('the engine', () => engine.stop())

  const sandboxUrl = `http://127.0.0.1:${await freePort()}`
  const sandbox = await startNode(cleanup, {
    name: 'sandbox',
    dataDir,
    args: [path.join(root, 'apps', 'sandbox', 'src', 'main.ts')],
    env: { PATH: process.env.PATH ?? '', SANDBOX_PORT: new URL(sandboxUrl).port },
    isReady: async () => (await fetch(new URL('/_sandbox/health', sandboxUrl))).ok,
  })
  const masterKey = randomBytes(32)
  const port = await freePort()
  const serverUrl = `http://127.0.0.1:${port}`
  const inspectorPort = options.isProfiled ? await freePort() : undefined
  const sandboxSettings = (await (await fetch(new URL('/_sandbox/settings', sandboxUrl))).json()) as Record<
    string,
    string
  >
  const server = await startNode(cleanup, {
    name: 'server',
    dataDir,
    args: [
      ...(inspectorPort ? [`--inspect=127.0.0.1:${inspectorPort}`] : []),
      path.join(root, 'apps', 'server', 'src', 'main.ts'),
    ],
    env: serverEnvironment({ port, databaseUrl: postgres.databaseUrl, masterKey, engine, sandboxSettings }),
    isReady: () => listensToEvents(serverUrl),
  })
  await stockProfiles(postgres.databaseUrl, masterKey)
  const database = new Pool({ connectionString: postgres.databaseUrl, max: 16 })
  database.on('error', () => {})
  // Not waited for: a connection may be in the middle of a long statement, which ends with the database.
  cleanup.add('the connections', async () => void database.end())
  progress('started: database, engine, sandbox, server')
  return {
    api: createApiClient(serverUrl),
    serverUrl,
    sandboxUrl,
    engineAdminUrl: engine.adminUrl,
    inspectorPort,
    database,
    processes: { postgres: postgres.pid, engine: engine.pid, server: server.pid, sandbox: sandbox.pid },
  }
}

async function startNode(
  cleanup: Cleanup,
  spec: {
    name: string
    dataDir: string
    args: string[]
    env: Record<string, string>
    isReady(): Promise<boolean>
  },
): Promise<OwnedProcess> {
  const logFile = path.join(spec.dataDir, 'logs', `${spec.name}.log`)
  const { name, args, env } = spec
  const owned = await startOwned({
    name,
    command: process.execPath,
    args,
    env,
    logFile,
    stopSignal: 'SIGTERM',
  })
  cleanup.add(`the ${name}`, () => owned.stop())
  try {
    await waitUntil(`The ${name} did not start`, async () => (await spec.isReady()) || undefined, {
      timeoutMs: startTimeoutMs,
      lost: () => (owned.hasEnded() ? 'it ended' : undefined),
    })
  } catch (error) {
    throw new Error(`${String(error)}\n${await readFile(logFile, 'utf8')}`, { cause: error })
  }
  return owned
}

async function listensToEvents(serverUrl: string): Promise<boolean> {
  const answer = await fetch(new URL('/health/ready', serverUrl))
  const health = (await answer.json()) as { status: string; checks: { subscriber: { says: string } } }
  return health.status === 'ready' && health.checks.subscriber.says.startsWith('Listening')
}

async function stockProfiles(databaseUrl: string, masterKey: Uint8Array): Promise<void> {
  const db = openDatabase({ databaseUrl, maxConnections: 1 })
  await importEsimProfiles(
    db,
    createVault(masterKey),
    profileType,
    demoIccids(profileType, 0, profilesInStock),
  )
  await db.destroy()
}
