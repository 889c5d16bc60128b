import type { Socket } from 'node:net'
import { refuse } from '@turnup/domain'
import { findOrderToFollow, type OrderFeed } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { createEventStream, type EventStream } from './event-stream.ts'
import { OrderParams } from './order-routes.ts'
import { signedIn } from './portal-schema.ts'

/** What a stopping server gives its listeners to take leave. */
const graceMs = 500

/** Live progress of one order as server-sent events: `status`, `timeline` (with the id to resume from), `end`. */
export function orderEventRoute(feed: OrderFeed) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()
    const open = new Set<EventStream>()
    const sockets = new Set<Socket>()
    app.addHook('preClose', async () => {
      feed.stop()
      for (const stream of open) stream.end()
      // A client that does not read would never learn of the end, and keep the server from stopping.
      setTimeout(() => {
        for (const socket of sockets) socket.destroy()
      }, graceMs)
    })

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
          stream.end()
          const message =
            'Too many pages follow orders at the moment. Close one of yours, or come back later.'
          return sendOutcome(
            reply,
            refuse('too-many-requests', 'TOO_MANY_STREAMS', message, { retryAfterSeconds: 10 }),
          )
        }
        const { socket } = request.raw
        if (!sockets.has(socket)) socket.once('close', () => sockets.delete(socket))
        sockets.add(socket)
        open.add(stream)
        stream.onClose(() => {
          following.end()
          open.delete(stream)
        })
        return (
          reply
            .header('Content-Type', 'text/event-stream; charset=utf-8')
            .header('Cache-Control', 'no-store')
            // A server that stops would wait for the connection otherwise, until the client lets it go.
            .header('Connection', 'close')
            // Proxies of the nginx family would hold events back otherwise.
            .header('X-Accel-Buffering', 'no')
            .send(stream.readable)
        )
      },
    })
  }
}

/** An id that we gave; anything else starts from the beginning. */
function resumeFrom(lastEventId: string | string[] | undefined): string | undefined {
  return typeof lastEventId === 'string' && /^\d{1,18}$/.test(lastEventId) ? lastEventId : undefined
}
