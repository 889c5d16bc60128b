import { once } from 'node:events'
import { createServer, type ServerHttp2Session } from 'node:http2'
import type { AddressInfo } from 'node:net'
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

/** Opens the door through which the engine calls us (HTTP/2 without TLS, on a private network or loopback). */
export async function startEngineDoor(options: EngineDoorOptions): Promise<EngineDoor> {
  const handler = restate.createEndpointHandler({
    services: engineServices(options.handlers, options.namespace),
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
      const cutOff = setTimeout(() => {
        for (const session of sessions) session.destroy()
      }, 5_000)
      await closed
      clearTimeout(cutOff)
    },
  }
}
