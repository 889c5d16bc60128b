import type { AddressInfo } from 'node:net'
import {
  Faults,
  Journal,
  SandboxClock,
  type SandboxContext,
  type SandboxSystem,
} from '@turnup/connectors/sandbox-kit'
import Fastify from 'fastify'
import { addControlDoors } from './control-doors.ts'
import { sandboxSettings } from './sandbox-settings.ts'
import { startPage } from './start-page.ts'
import { createStateFile, type StateFile } from './state-file.ts'
import { createSystems, type SandboxSystems, type SystemsOptions } from './systems.ts'

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  port?: number
  /** Default 127.0.0.1; the sandbox has no passwords, so let nobody else reach it. */
  host?: string
  /** Where the state is kept between starts; absent: nowhere. */
  dataDir?: string
  /** Simulated work time of each call in milliseconds. */
  latencyMs?: number
  /** Where the SM-DP+ reports download progress to: the server's ES2+ callback. */
  callbackUrl?: string
  /** Ports of the listeners that are not HTTP, by name (`pubsub`); the ones of last time or free ones unless given. */
  ports?: Record<string, number>
  systems?: SystemsOptions
}

export interface Sandbox {
  /** http://127.0.0.1:port; the systems live under `/<id>`. */
  url: string
  /** Base URLs of the HTTP systems and addresses of the others, by name. */
  addresses: Record<string, string>
  systems: SandboxSystems
  context: SandboxContext
  /** What a Turnup server needs in its environment to work against this sandbox. */
  settings: Record<string, string>
  stop(): Promise<void>
}

const bodyLimitBytes = 2 * 1024 * 1024
const noState: StateFile = {
  load: async () => ({}),
  keepPorts: () => {},
  changed: () => {},
  close: async () => {},
}

/** Listens with the ports of last time; when somebody else has one of them by now, with free ones. */
async function listenAgain(
  system: SandboxSystem,
  given: Record<string, number>,
  kept: Record<string, number>,
): Promise<Record<string, string>> {
  if (!system.listen) return {}
  try {
    return await system.listen({ ...kept, ...given })
  } catch (error) {
    if (Object.keys(kept).length === 0) throw error
    return system.listen(given)
  }
}

function portsOf(addresses: Record<string, string>): Record<string, number> {
  const ports = Object.entries(addresses).map(([name, address]) => [
    name,
    Number(/:(\d+)\/?$/.exec(address)?.[1]),
  ])
  return Object.fromEntries(ports.filter(([, port]) => Number.isInteger(port)))
}

/**
 * Starts every imitated outside system in this process: the HTTP systems in one web server, each under its own path, and
 * the others on ports of their own.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, dataDir, latencyMs = 0, callbackUrl } = options
  let state = noState
  const context: SandboxContext = {
    journal: new Journal(),
    faults: new Faults(),
    clock: new SandboxClock(),
    changed: () => state.changed(),
    latencyMs,
    ...(callbackUrl ? { callbackUrl } : {}),
  }
  const systems = createSystems(context, options.systems ?? {})
  const all: SandboxSystem[] = Object.values(systems)
  const stateFile = dataDir ? createStateFile(dataDir, context, all) : noState
  const kept = await stateFile.load()
  state = stateFile

  const app = Fastify({ bodyLimit: bodyLimitBytes, forceCloseConnections: true, logger: { level: 'warn' } })
  const addresses: Record<string, string> = {}
  let settings: Record<string, string> = {}
  await app.register(async (scope) => {
    addControlDoors(scope, {
      context,
      settings: () => settings,
      reset() {
        for (const system of all) system.reset()
        context.faults.clear()
        context.journal.clear()
        context.clock.move(-context.clock.offsetMs)
        context.changed()
      },
    })
    scope.get('/', async (_request, reply) => reply.type('text/html').send(startPage(context, addresses)))
  })
  for (const system of all) await system.routes?.(app)
  const listeners: Record<string, string> = {}
  try {
    // The web server last: whoever it answers finds everything else there, the settings too.
    for (const system of all) Object.assign(listeners, await listenAgain(system, options.ports ?? {}, kept))
    await app.listen({ host, port })
  } catch (error) {
    for (const system of all) await system.close?.()
    throw error
  }
  const { port: bound } = app.server.address() as AddressInfo
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`
  for (const system of all) if (system.routes) addresses[system.id] = `${url}/${system.id}`
  Object.assign(addresses, listeners)
  settings = sandboxSettings(url, addresses, systems)
  stateFile.keepPorts(portsOf(listeners))
  context.changed()

  return {
    url,
    addresses,
    systems,
    context,
    settings,
    async stop() {
      for (const system of all) await system.close?.()
      await app.close()
      await stateFile.close()
    },
  }
}
