import type { AddressInfo } from 'node:net'
import type { EngineDoor } from '@turnup/fulfilment'
import { migrate } from '@turnup/store'
import type { Services } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { assemble, type Parts, type ServerOverrides } from './assemble.ts'
import { keepDoorAnnounced } from './background/announce-door.ts'
import { type Leadership, startLeadership } from './background/leader.ts'
import { createLeaderWork, type LeaderWork } from './background/leader-work.ts'
import { repeat } from './background/repeat.ts'
import { openEngineDoor } from './engine-door.ts'
import { isEngineReachable } from './health/check-engine.ts'
import { addHealthRoutes } from './health/health-routes.ts'
import { createApp } from './http/create-app.ts'
import { createLogger } from './observability/logger.ts'
import { addMetricsRoute } from './observability/metrics-route.ts'
import { routes } from './routes.ts'
import type { Settings } from './settings/settings.ts'

export interface RunningServer {
  /** Where the web server listens. */
  url: string
  /** Where the engine door listens. */
  doorUrl: string
  services: Services
  isLeader(): boolean
  /** Stops taking requests, finishes those in hand, then closes everything. Calling it again is harmless. */
  stop(): Promise<void>
}

const watchEveryMs = 5_000
/** How long another process may work on with settings that were changed in the console. */
const followEveryMs = 3_000

/**
 * Starts one server process: schema, engine door, web server, and the race for leadership. Several may run on one
 * database and one engine.
 */
export async function startServer(
  settings: Settings,
  overrides: ServerOverrides = {},
): Promise<RunningServer> {
  const log = overrides.log ?? createLogger(settings.server.logLevel)
  await migrate(settings.database.url)
  const parts = assemble(settings, log, overrides)
  const { services, metrics, watch, connectors, events } = parts
  const stack: (() => Promise<unknown>)[] = [() => services.db.destroy(), async () => parts.wiring.close()]
  try {
    await connectors.refresh()
    const following = repeat('connector settings', followEveryMs, () => connectors.refresh(), log)
    stack.push(() => following.stop())
    const door = await openEngineDoor(services, settings.engine)
    stack.push(() => door.stop())
    const announcing = await keepDoorAnnounced(addressesOf(settings, door), log)
    stack.push(() => announcing.stop())
    const watching = repeat('connector health', watchEveryMs, () => watch.flush(), log)
    stack.push(() => watching.stop().then(() => watch.flush()))
    const work = createLeaderWork({
      services,
      metrics,
      triggers: settings.triggers,
      events,
    })
    const leadership = startLeadership({ databaseUrl: settings.database.url, log, lead: () => work.begin() })
    stack.push(() => leadership.stop())
    const web = await startWeb(settings, parts, { work, leadership }, log)
    stack.push(() => web.app.close())
    const stop = stopOnce(stack, web)
    log.info({ url: web.url, door: door.url }, 'Turnup is up.')
    return { url: web.url, doorUrl: door.url, services, isLeader: () => leadership.isLeader(), stop }
  } catch (error) {
    for (const close of stack.toReversed()) await close().catch(() => undefined)
    throw error
  }
}

function addressesOf({ engine }: Settings, door: EngineDoor): { adminUrl: string; doorUrl: string } {
  return { adminUrl: engine.adminUrl, doorUrl: engine.doorUrl ?? door.url }
}

interface Web {
  app: FastifyInstance
  url: string
  /** Set when stopping begins, so that load balancers look elsewhere. */
  markStopping(): void
}

async function startWeb(
  settings: Settings,
  { services, metrics, connectors }: Parts,
  { work, leadership }: { work: LeaderWork; leadership: Leadership },
  log: Logger,
): Promise<Web> {
  let stopping = false
  const engineAnswers = () => isEngineReachable(settings.engine.ingressUrl)
  const hasSubscriber = settings.triggers.platformEvent
  const eventStream = () => (hasSubscriber ? (work.subscription() ?? 'standby') : 'off')
  const app = await createApp({
    services,
    server: settings.server,
    log,
    routes: async (instance) => {
      addHealthRoutes(instance, {
        isEngineReachable: engineAnswers,
        subscriber: eventStream,
        isStopping: () => stopping,
      })
      addMetricsRoute(instance, {
        metrics,
        token: settings.server.metricsToken,
        isEngineReachable: engineAnswers,
        isLeader: () => leadership.isLeader(),
      })
      await routes(instance, settings, eventStream, connectors)
    },
  })
  await app.listen({ host: settings.server.host, port: settings.server.port })
  const { address, port, family } = app.server.address() as AddressInfo
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  return {
    app,
    url,
    markStopping() {
      stopping = true
    },
  }
}

/** Last opened, first closed: requests, then background work, then the engine door, then the database. */
function stopOnce(stack: (() => Promise<unknown>)[], web: Web): () => Promise<void> {
  let stopped: Promise<void> | undefined
  const closeAll = async () => {
    web.markStopping()
    const failures: unknown[] = []
    for (const close of stack.toReversed()) await close().catch((error) => failures.push(error))
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.')
  }
  return () => {
    stopped ??= closeAll()
    return stopped
  }
}
