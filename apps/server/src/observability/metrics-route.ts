import { refuse } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import { sendOutcome } from '../http/errors.ts'
import { isDirectlyLocal } from '../http/loopback.ts'
import { isOneOf } from '../webhooks/signature.ts'
import type { Metrics } from './metrics.ts'
import { readGauges } from './read-gauges.ts'

export interface MetricsRouteParts {
  metrics: Metrics
  /** Absent: only this machine may read. */
  token?: string
  isEngineReachable(): Promise<boolean>
  isLeader(): boolean
}

/** GET /metrics in the format of Prometheus (R144). */
export function addMetricsRoute(app: FastifyInstance, parts: MetricsRouteParts): void {
  const { metrics, token } = parts
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const isAllowed = token ? given !== undefined && isOneOf([token], given) : isDirectlyLocal(request)
    if (!isAllowed) {
      const message = 'Metrics are read with their own token, or from this machine.'
      return sendOutcome(reply, refuse('unauthenticated', 'METRICS_TOKEN_NEEDED', message))
    }
    metrics.gauges.engineReachable.set((await parts.isEngineReachable()) ? 1 : 0)
    metrics.gauges.leader.set(parts.isLeader() ? 1 : 0)
    await readGauges(app.services, metrics.gauges)
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
}
