import { once } from 'node:events'
import { createServer, type ServerHttp2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import * as restate from '@restatedev/restate-sdk'
import type { Dino } from '@turnup/domain'
import { type EngineHandlers, engineServices } from './engine-services.ts'

export interface EngineDoorOptions {
  handlers: EngineHandlers
  namespace: string
  host: string
  /** 0 picks a free one. Several processes on one machine may share a port; the kernel spreads the connections. */
  port: number
  /** The engine's public key (publickeyv1_...): without it, anyone who reaches the port could drive orders. */
  identityKey?: string
  log: Dino
}

export interface EngineDoor {
  url: string
  stop(): Promise<void>
}

const longestGoodbyeMs = 5_000

/** Opens the door through which the engine calls us (HTTP/2 without TLS, on a private network or loopback). */
export async function startEngineDoor(options: EngineDoorOptions): Promise<EngineDoor> {
  const underWay = new Set<Promise<unknown>>()
  const handler = restate.createEndpointHandler({
    services: engineServices(counted(options.handlers, underWay), options.namespace),
    ...(options.identityKey ? { identityKeys: [options.identityKey] } : {}),
    logger: (meta, ...message) => {
      if (meta.level === 'error' || meta.level === 'warn')
        options.log.warn({ engine: message.map(String) }, 'engine call')
    },
  })
  const server = createServer(handler)
  const sessions = new Set<ServerHttp2Session>()
  server.on('session', (session) => {
    sessions.add(session)
    session.on('close', () => sessions.delete(session))
    // A connection that breaks is the engine's to open again.
    session.on('error', () => session.destroy())
  })
  server.listen({ port: options.port, host: options.host, reusePort: options.port !== 0 })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    async stop() {
      const closed = once(server, 'close')
      server.close()
      for (const session of sessions) session.close()
      const patience = new AbortController()
      const tooLate = delay(longestGoodbyeMs, undefined, { signal: patience.signal }).catch(() => undefined)
      // An engine that died has let go of the connection, but not of what it had asked for.
      await Promise.race([Promise.all([closed, Promise.allSettled(underWay)]), tooLate])
      patience.abort()
      for (const session of sessions) session.destroy()
      await closed
    },
  }
}

/** The same handlers; what they are at can be seen. */
function counted(handlers: EngineHandlers, underWay: Set<Promise<unknown>>): EngineHandlers {
  const count =
    (handle: EngineHandlers[keyof EngineHandlers]) =>
    async (key: string): Promise<unknown> => {
      const run = handle(key)
      underWay.add(run)
      try {
        return await run
      } finally {
        underWay.delete(run)
      }
    }
  return {
    advance: count(handlers.advance),
    intake: count(handlers.intake),
    deliverMail: count(handlers.deliverMail),
  }
}
