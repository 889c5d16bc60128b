import { refuse } from '@turnup/domain'
import { findOrderToFollow, type OrderFeed } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { createEventStream } from '../http/event-stream.ts'
import { createOpenStreams } from '../http/open-streams.ts'
import { contextOf } from '../http/request-context.ts'
import { OrderParams } from './order-routes.ts'
import { signedIn } from './portal-schema.ts'

const tooMany = refuse(
  'too-many-requests',
  'TOO_MANY_STREAMS',
  'Too many pages follow orders at the moment. Close one of yours, or come back later.',
  { retryAfterSeconds: 10 },
)

/** Live progress of one order as server-sent events: `status`, `timeline` (with the id to resume from), `end`. */
export function orderEventRoute(feed: OrderFeed) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()
    const streams = createOpenStreams(fastify, () => feed.stop())

    app.get('/orders/:sfOrderId/events', {
      schema: {
        ...signedIn,
        summary: 'Live progress of an order',
        description:
          'Server-sent events: `status` {status, lastUpdatedAt}, `timeline` {id, at, kind, text}, and `end` when nothing will follow. Last-Event-ID resumes after that timeline event.',
        params: OrderParams,
        produces: ['text/event-stream'],
      },
      preHandler: requireCustomer,
      handler: async (request, reply) => {
        const found = await findOrderToFollow(contextOf(request), request.params.sfOrderId)
        if (!found.ok) return sendOutcome(reply, found)
        const stream = createEventStream()
        const following = feed.follow(
          { ...found.value, from: resumeFrom(request.headers['last-event-id']) },
          {
            timeline: (event) => stream.send({ id: event.id, event: 'timeline', data: event }),
            progress: ({ final, ...progress }) => {
              stream.send({ event: 'status', data: progress })
              if (!final) return
              stream.send({ event: 'end', data: {} })
              stream.end()
            },
          },
        )
        if (!following) {
          stream.readable.destroy()
          return sendOutcome(reply, tooMany)
        }
        return streams.answer(request, reply, stream, () => following.end())
      },
    })
  }
}

/** An id that we gave; anything else starts from the beginning. */
function resumeFrom(lastEventId: string | string[] | undefined): string | undefined {
  return typeof lastEventId === 'string' && /^\d{1,18}$/.test(lastEventId) ? lastEventId : undefined
}
