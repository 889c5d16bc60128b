import { refuse } from '@turnup/domain'
import { asOperator, type OrderWatch, type QueueWatch } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { createEventStream } from '../http/event-stream.ts'
import { createOpenStreams } from '../http/open-streams.ts'
import { contextOf } from '../http/request-context.ts'
import { OrderParams, signedIn } from './console-schema.ts'

const orderUnknown = refuse('not-found', 'ORDER_UNKNOWN', 'There is no such order.')
const tooMany = refuse(
  'too-many-requests',
  'TOO_MANY_STREAMS',
  'Too many pages follow orders at the moment. Close one of them.',
  { retryAfterSeconds: 10 },
)

/** Server-sent events: `change` whenever anything about all orders, or about one of them, changes (R199). */
export function orderWatchRoutes(queue: QueueWatch, orders: OrderWatch) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()
    const streams = createOpenStreams(fastify, () => {
      queue.stop()
      orders.stop()
    })

    app.get('/orders/events', {
      schema: {
        ...signedIn,
        summary: 'Live changes of the queue',
        description:
          'Server-sent events: `change` {version}, at once and then whenever any order is made or changed; read the list for what it was.',
        produces: ['text/event-stream'],
      },
      onRequest: requireOperator('viewer'),
      handler: async (request, reply) => {
        const asked = await asOperator(contextOf(request), 'viewer')
        if (!asked.ok) return sendOutcome(reply, asked)
        const stream = createEventStream()
        const watching = queue.watch((data) => stream.send({ event: 'change', data }))
        if (!watching) {
          stream.readable.destroy()
          return sendOutcome(reply, tooMany)
        }
        return streams.answer(request, reply, stream, () => watching.end())
      },
    })

    app.get('/orders/:id/events', {
      schema: {
        ...signedIn,
        summary: 'Live changes of an order',
        description:
          'Server-sent events: `change` {state, updatedAt, lastEventId}, at once and then whenever anything changes; read the order for what it was.',
        params: OrderParams,
        produces: ['text/event-stream'],
      },
      onRequest: requireOperator('viewer'),
      handler: async (request, reply) => {
        const asked = await asOperator(contextOf(request), 'viewer')
        if (!asked.ok) return sendOutcome(reply, asked)
        const stream = createEventStream()
        const watching = await orders.watch(request.params.id, (data) =>
          stream.send({ event: 'change', data }),
        )
        if (watching === 'unknown' || watching === 'too-many') {
          stream.readable.destroy()
          return sendOutcome(reply, watching === 'unknown' ? orderUnknown : tooMany)
        }
        return streams.answer(request, reply, stream, () => watching.end())
      },
    })
  }
}
