import type { SubscriptionState } from '@turnup/domain'
import type { Database } from '@turnup/store'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'

const Check = z.object({ status: z.enum(['ok', 'failing', 'off', 'standby']), says: z.string() })
const Readiness = z
  .object({
    /** degraded: requests are served, but orders may wait. */
    status: z.enum(['ready', 'degraded', 'not-ready']),
    checks: z.object({ database: Check, engine: Check, subscriber: Check }),
  })
  .meta({ id: 'Readiness' })
type Check = z.infer<typeof Check>

export interface HealthParts {
  isEngineReachable(): Promise<boolean>
  /** 'off' when no subscriber is configured, 'standby' when another process runs it. */
  subscriber(): SubscriptionState | 'off' | 'standby'
  isStopping(): boolean
}

const limit = { config: { rateLimit: false as const } }

/** GET /health/live and /health/ready, for load balancers and people; no secrets, no outside system's words. */
export function addHealthRoutes(app: FastifyInstance, parts: HealthParts): void {
  const look = oneAtATime(() => Promise.all([checkDatabase(app.services.db), parts.isEngineReachable()]))
  app.get('/health/live', { ...limit, schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get(
    '/health/ready',
    { ...limit, schema: { hide: true, response: { 200: Readiness, 503: Readiness } } },
    async (_request, reply) => {
      const [database, isReachable] = await look()
      const engine: Check = isReachable
        ? { status: 'ok', says: 'The engine answers.' }
        : {
            status: 'failing',
            says: 'The engine does not answer. Orders are taken in and wait in PostgreSQL.',
          }
      const subscriber = describeSubscriber(parts.subscriber())
      const isServing = database.status === 'ok' && !parts.isStopping()
      const isWhole = engine.status === 'ok' && subscriber.status !== 'failing'
      const status = isServing ? (isWhole ? 'ready' : 'degraded') : 'not-ready'
      return reply.code(isServing ? 200 : 503).send({ status, checks: { database, engine, subscriber } })
    },
  )
}

/** Anybody may ask, as often as they like: whoever comes while a look is under way gets what it finds. */
function oneAtATime<Found>(look: () => Promise<Found>): () => Promise<Found> {
  let underWay: Promise<Found> | undefined
  return () => {
    underWay ??= look().finally(() => {
      underWay = undefined
    })
    return underWay
  }
}

async function checkDatabase(db: Database): Promise<Check> {
  let cutOff: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    cutOff = setTimeout(() => reject(new Error('timeout')), 2_000)
  })
  try {
    const question = db.selectFrom('installation_fact').select('name').limit(1).execute()
    await Promise.race([question, tooLate])
    return { status: 'ok', says: 'PostgreSQL answers.' }
  } catch {
    return { status: 'failing', says: 'PostgreSQL does not answer, or its schema is missing.' }
  } finally {
    clearTimeout(cutOff)
  }
}

/** Why events do not come is told in the console and in the log; it may name hosts and rights. */
function describeSubscriber(state: SubscriptionState | 'off' | 'standby'): Check {
  if (state === 'off') return { status: 'off', says: 'The platform event door is switched off.' }
  if (state === 'standby') return { status: 'standby', says: 'Another process listens to platform events.' }
  switch (state.state) {
    case 'connecting':
      return { status: 'ok', says: 'Connecting to the event stream.' }
    case 'live':
      return { status: 'ok', says: `Listening since ${state.since.toISOString()}.` }
    case 'waiting':
      return {
        status: 'failing',
        says: `Events do not come. Trying again at ${state.retryAt.toISOString()}.`,
      }
    case 'stopped':
      return { status: 'failing', says: 'No events are read any more.' }
  }
}
