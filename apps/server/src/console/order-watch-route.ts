import { refuse } from '@turnup/domain'
import { asOperator, type OrderWatch } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { createEventStream, type EventStream } from '../portal/event-stream.ts'
import { OrderParams, signedIn } from './console-schema.ts'

const orderUnknown = refuse('not-found', 'ORDER_UNKNOWN', 'There is no such order.')
const tooMany = refuse(
  'too-many-requests',
  'TOO_MANY_STREAMS',
  'Too many pages follow orders at the moment. Close one of them.',
  { retryAfterSeconds: 10 },
)

/** Server-sent events: `change` {state, updatedAt, lastEventId} whenever anything about the order changes (R199). */
export function orderWatchRoute(orders: OrderWatch) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()
    const open = new Set<EventStream>()
    app.addHook('preClose', async () => {
      orders.stop()
      for (const stream of open) stream.end()
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
          stream.end()
          return sendOutcome(reply, watching === 'unknown' ? orderUnknown : tooMany)
        }
        open.add(stream)
        stream.onClose(() => {
          watching.end()
          open.delete(stream)
        })
        return (
          reply
            .header('Content-Type', 'text/event-stream; charset=utf-8')
            .header('Cache-Control', 'no-store')
            // Proxies of the nginx family would hold events back otherwise.
            .header('X-Accel-Buffering', 'no')
            .send(stream.readable)
        )
      },
    })
  }
}
