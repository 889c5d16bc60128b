import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  answersOk,
  freePort,
  type OwnedProcess,
  type Postgres,
  type RunningEngine,
  startEngine,
  startOwned,
  startPostgres,
  waitUntil,
} from '@turnup/cli'
import { type Sandbox, startSandbox } from '@turnup/sandbox'
import { migrate } from '@turnup/store'
import { stackEnvironment, webhookBearer, webhookKey } from '../stack/stack-environment.ts'

export type Victim = 'server' | 'engine' | 'postgres'

/** Every process of Turnup on its own, so that each can be killed; the outside world lives in this process. */
export interface World {
  sandbox: Sandbox
  serverUrl: string
  databaseUrl: string
  /** The PostgreSQL of the imitated PBX, which is not Turnup's and is never killed. */
  pbxDatabaseUrl: string
  masterKey: Buffer
  logFolder: string
  /** Processes that ended without being killed, which none should. */
  endedAlone: string[]
  /** kill -9, then start again. Resolves when it is up. */
  kill(victim: Victim): Promise<void>
  stop(keepLogs: boolean): Promise<void>
}

const serverProgram = path.join(import.meta.dirname, '../../apps/server/src/main.ts')

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'turnup-chaos-'))
  const logFolder = path.join(folder, 'logs')
  mkdirSync(logFolder)
  const pbxPostgres = await startPostgres({ dataDir: path.join(folder, 'pbx') })
  const sandbox = await startSandbox({
    systems: {
      fusionpbx: { databaseUrl: pbxPostgres.databaseUrl },
      didww: { rsaBits: 2048, approvesByItself: true },
    },
  })
  sandbox.systems.voipMs.setBalance(1_000_000_00)
  sandbox.systems.didww.setBalance(1_000_000_00)
  let postgres: Postgres = await startPostgres({ dataDir: folder })
  await migrate(postgres.databaseUrl)
  let engine: RunningEngine = await startEngine({ dataDir: folder })
  const port = await freePort()
  const doorPort = await freePort()
  const serverUrl = `http://127.0.0.1:${port}`
  sandbox.systems.salesforce.setWebhookTarget({
    baseUrl: `${serverUrl}/api`,
    bearerToken: webhookBearer,
    signingKey: webhookKey,
  })
  const environment = {
    ...stackEnvironment(sandbox, postgres.databaseUrl, { ...engine, namespace: '' }),
    PATH: process.env.PATH,
    PORT: String(port),
    PUBLIC_URL: serverUrl,
    PBX_REGISTRATION_ROUTE: 'portal-upload',
    ENGINE_DOOR_PORT: String(doorPort),
    RETRY_BUDGET_SECONDS: '120',
    LOG_LEVEL: 'info',
  }
  const startServer = async (): Promise<OwnedProcess> => {
    const server = await startOwned({
      name: 'server',
      command: process.execPath,
      args: [serverProgram],
      env: environment,
      logFile: path.join(logFolder, 'server.log'),
      stopSignal: 'SIGTERM',
    })
    return server
  }
  const serverReady = (server: OwnedProcess) =>
    waitUntil('server', () => answersOk(`${serverUrl}/health/live`), {
      timeoutMs: 60_000,
      lost: () => (server.hasEnded() ? `the server ended; see ${logFolder}` : undefined),
    })
  const endedAlone: string[] = []
  let server = await startServer()
  await serverReady(server)

  const endNow = async (pid: number, owned: OwnedProcess) => {
    if (owned.hasEnded()) endedAlone.push(`${JSON.stringify(await owned.ended)}; see ${logFolder}`)
    else process.kill(pid, 'SIGKILL')
    await owned.ended
  }
  const kill: Record<Victim, () => Promise<void>> = {
    async server() {
      await endNow(server.pid, server)
      // It may come up while PostgreSQL or the engine is down; then whoever supervises it starts it again.
      await waitUntil(
        'server after a kill',
        async () => {
          server = await startServer()
          return serverReady(server).catch(() => undefined)
        },
        { timeoutMs: 120_000 },
      )
    },
    async engine() {
      await endNow(engine.pid, engine.process)
      engine = await startEngine({ dataDir: folder })
    },
    async postgres() {
      await endNow(postgres.pid, postgres.process)
      postgres = await startPostgres({ dataDir: folder, port: postgres.port })
    },
  }
  return {
    sandbox,
    serverUrl,
    databaseUrl: postgres.databaseUrl,
    pbxDatabaseUrl: pbxPostgres.databaseUrl,
    masterKey: Buffer.alloc(32, 7),
    logFolder,
    endedAlone,
    kill: (victim) => kill[victim](),
    async stop(keepLogs) {
      await server.stop()
      await engine.stop()
      await postgres.stop()
      await sandbox.stop()
      await pbxPostgres.stop()
      if (!keepLogs) rmSync(folder, { recursive: true, force: true })
    },
  }
}
