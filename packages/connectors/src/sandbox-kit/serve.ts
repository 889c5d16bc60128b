import { setTimeout as delay } from 'node:timers/promises'
import type { Json } from '@turnup/domain'
import type { FastifyReply } from 'fastify'
import type { FaultRule } from './faults.ts'
import type { SandboxContext } from './sandbox-system.ts'

export interface Call {
  system: string
  operation: string
  effect: 'read' | 'write'
  /** Redacted: it goes into the journal. */
  request: Json
}

/** How one system says the things that every system can say. */
export interface Dialect {
  throttled(reply: FastifyReply): unknown
  serverError(reply: FastifyReply): unknown
  rejected(reply: FastifyReply, message: string | undefined): unknown
  unauthorised(reply: FastifyReply): unknown
}

/** Cuts the connection so that the caller never gets an answer. */
function loseReply(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}

/**
 * Runs one call of a sandbox over HTTP with journal and faults around it. `perform` does the work and
 * gives the answer's body; it runs exactly once, or not at all where the fault says that nothing happened.
 */
export async function serveCall(
  context: SandboxContext,
  reply: FastifyReply,
  dialect: Dialect,
  call: Call,
  perform: () => unknown | Promise<unknown>,
): Promise<unknown> {
  const fault = context.faults.strike(call.system, call.operation, JSON.stringify(call.request))
  if (context.latencyMs > 0) await delay(context.latencyMs)
  const note = (outcome: string) =>
    context.journal.record({ ...call, outcome, ...(fault ? { fault: fault.kind } : {}) }, context.clock.now())
  const refusal = fault && refuseBefore(fault, reply, dialect)
  if (refusal) {
    note('nothing happened')
    return refusal.answer
  }
  if (fault?.kind === 'slow') await delay(fault.ms ?? 1_000)
  const answer = await perform()
  context.changed()
  note('performed')
  switch (fault?.kind) {
    case 'timeout-after-write':
      return loseReply(reply)
    case 'http-500-after-write':
      return dialect.serverError(reply)
    case 'malformed':
      return reply
        .code(200)
        .type('text/html')
        .send('<html><body><h1>Service temporarily unavailable</h1></body></html>')
    default:
      return answer
  }
}

function refuseBefore(
  fault: FaultRule,
  reply: FastifyReply,
  dialect: Dialect,
): { answer: unknown } | undefined {
  switch (fault.kind) {
    case 'timeout-before-write':
      return { answer: loseReply(reply) }
    case 'http-500':
      return { answer: dialect.serverError(reply) }
    case 'throttle':
      return { answer: dialect.throttled(reply) }
    case 'reject':
      return { answer: dialect.rejected(reply, fault.message) }
    case 'auth':
      return { answer: dialect.unauthorised(reply) }
    default:
      return undefined
  }
}
