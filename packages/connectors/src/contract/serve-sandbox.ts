import type { ConnectorDeps, Exchange } from '@turnup/domain'
import Fastify from 'fastify'
import {
  Faults,
  Journal,
  SandboxClock,
  type SandboxContext,
  type SandboxSystem,
} from '../sandbox-kit/index.ts'

export interface ServedSandbox {
  /** http://127.0.0.1:port */
  origin: string
  context: SandboxContext
  system: SandboxSystem
  close(): Promise<void>
}

/** One sandbox over real HTTP on a port of its own, for contract suites. */
export async function serveSandbox(
  create: (context: SandboxContext) => SandboxSystem,
  more: Partial<SandboxContext> = {},
): Promise<ServedSandbox> {
  const context: SandboxContext = {
    journal: new Journal(),
    faults: new Faults(),
    clock: new SandboxClock(),
    changed: () => {},
    latencyMs: 0,
    ...more,
  }
  const system = create(context)
  const app = Fastify()
  await system.routes?.(app)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    origin,
    context,
    system,
    async close() {
      await system.close?.()
      await app.close()
    },
  }
}

/** Connector deps that keep every exchange for the test to look at. */
export function recordingDeps(): ConnectorDeps & { exchanges: Exchange[] } {
  const exchanges: Exchange[] = []
  return {
    exchanges,
    now: () => new Date(),
    correlationId: () => 'corr-contract',
    observe: (exchange) => exchanges.push(exchange),
  }
}
