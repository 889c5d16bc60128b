import { demoIccids } from '@turnup/connectors/es2plus/sandbox'
import { type Sandbox, startSandbox } from '@turnup/sandbox'
import { type RunningServer, readSettings, startServer } from '@turnup/server'
import { importEsimProfiles } from '@turnup/store'
import { redriveOpenOrders } from '@turnup/use-cases'
import { createTestDatabase, freePort, testEngine } from '../support/index.ts'
import { mapToCarriers } from './map-to-carriers.ts'
import { createMovableClock, type MovableClock } from './movable-clock.ts'
import { type ApiClient, createApiClient } from './portal-client.ts'
import { stackEnvironment, webhookBearer, webhookKey } from './stack-environment.ts'

/** The whole product in one place: sandbox, database, engine, server, as a story needs it. */
export interface Stack {
  sandbox: Sandbox
  server: RunningServer
  api: ApiClient
  clock: MovableClock
  databaseUrl: string
  environment: Record<string, string>
  /** Where and with what the CRM signs its webhook. */
  webhookTarget: { baseUrl: string; bearerToken: string; signingKey: string }
  /** Moves everybody's time and wakes what is due by then. */
  moveTime(ms: number): Promise<void>
  /** Another server process's worth on the same database and engine. */
  startAnother(environment?: Record<string, string>): Promise<RunningServer>
  stop(): Promise<void>
}

export interface StackOptions {
  environment?: Record<string, string>
  /** Which document's fields the CRM has; default event-v2. */
  profile?: 'webhook-v1' | 'event-v2'
  /** Whether the CRM's approval flow is active; default true. */
  flow?: boolean
  /** With a FusionPBX, products mapped to both carriers, and a server that their callbacks reach. */
  pbx?: boolean
  /** How that FusionPBX keeps its flags; older ones have texts. */
  pbxFlags?: 'boolean' | 'text'
}

/** Starts a stack of its own for one story file. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { profile = 'event-v2', flow = true, pbx = false, pbxFlags = 'boolean' } = options
  const database = await createTestDatabase()
  const sandbox = await startSandbox({
    systems: { salesforce: { profile, flow }, ...(pbx ? pbxSystems(database.databaseUrl, pbxFlags) : {}) },
  })
  const clock = createMovableClock()
  const environment = {
    ...stackEnvironment(sandbox, database.databaseUrl, testEngine()),
    STATUS_PROFILE: profile,
    ...(pbx ? await reachableServer() : {}),
    ...options.environment,
  }
  const servers: RunningServer[] = []
  const start = async (more: Record<string, string> = {}): Promise<RunningServer> => {
    const port = servers.length > 0 ? { PORT: '0' } : {}
    const result = readSettings({ ...environment, ...port, ...more })
    if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
    const server = await startServer(result.settings, { clock })
    servers.push(server)
    return server
  }
  const server = await start()
  const { services } = server
  await importEsimProfiles(services.db, services.vault, 'DATA-5G', demoIccids('DATA-5G', 0, 500))
  await importEsimProfiles(services.db, services.vault, 'VOICE-5G', demoIccids('VOICE-5G', 0, 100))
  if (pbx) await mapToCarriers(services.db)
  return {
    sandbox,
    server,
    clock,
    environment,
    databaseUrl: database.databaseUrl,
    api: createApiClient(server.url),
    webhookTarget: { baseUrl: `${server.url}/api`, bearerToken: webhookBearer, signingKey: webhookKey },
    startAnother: start,
    async moveTime(ms) {
      clock.move(ms)
      sandbox.context.clock.move(ms)
      await redriveOpenOrders({ ...services, actor: { kind: 'system', id: 'story' }, correlationId: 'story' })
    },
    async stop() {
      for (const running of servers.reverse()) await running.stop()
      await sandbox.stop()
      await sandbox.systems.fusionpbx?.dropDatabase()
      await database.drop()
    },
  }
}

/** Smaller keys for papers than the carrier's own, since they are made for each story file. */
function pbxSystems(databaseUrl: string, flags: 'boolean' | 'text') {
  return { fusionpbx: { databaseUrl, flags }, didww: { rsaBits: 2048 } }
}

/** Callbacks go to the public address, which has to be known before the server listens. */
async function reachableServer(): Promise<Record<string, string>> {
  const port = String(await freePort())
  return { PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` }
}
