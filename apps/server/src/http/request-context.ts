import type { Actor, Context, Services } from '@turnup/use-cases'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    services: Services
  }
  interface FastifyRequest {
    /** From X-Correlation-ID when it is well formed, else made here; in every answer and log line. */
    correlationId: string
    /** Set by `requireCustomer` or `requireOperator`. */
    actor?: Actor
  }
}

/** The context of a verb for this request. @throws when the route forgot to authenticate first */
export function contextOf(request: FastifyRequest, anonymousAs?: string): Context {
  const actor = request.actor ?? (anonymousAs ? { kind: 'system' as const, id: anonymousAs } : undefined)
  if (!actor) throw new Error(`The route ${request.url} asks for a person but does not authenticate one.`)
  return { ...request.server.services, actor, correlationId: request.correlationId }
}
