import { setTimeout as delay } from 'node:timers/promises'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  type Context,
  type ProvisionOutcome,
  type ReceivedProvisionRequest,
  readProvisionOutcome,
  receiveProvisionRequest,
} from '@turnup/use-cases'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import type { ServerSettings, WebhookSettings } from '../settings/groups.ts'
import { toLongRecordId } from './crm-record-id.ts'
import { FulfillAnswer, fulfillAnswer } from './fulfill-answer.ts'
import { parseRawJson } from './raw-body.ts'
import { requireSignedRequest } from './require-signed-request.ts'

const Params = z.object({ sfOrderId: z.string() })
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const pollMs = 150
/** The body says no more than who asked; anything else in it is the caller's own. */
const Body = z.object({ requestedBy: z.string().max(80).optional() }).catch({})

/** POST /api/orders/{sfOrderId}/fulfill: the Quick Action's door (R004, R082 to R090). Thin: the verbs do the work. */
export function addFulfillRoute(
  app: FastifyInstance,
  webhook: WebhookSettings,
  server: ServerSettings,
): void {
  app.post('/api/orders/:sfOrderId/fulfill', {
    config: { rateLimit: { max: server.webhooksPerMinute, timeWindow: 60_000 } },
    schema: {
      tags: ['Webhooks'],
      summary: 'Asks for the fulfilment of an approved order',
      description:
        'Signed by Salesforce. Waits a few seconds for the end and answers 202 after that. Repeat it with the same Idempotency-Key to read the present result.',
      security: [{ webhookToken: [] }],
      params: Params,
      response: {
        200: FulfillAnswer,
        202: FulfillAnswer,
        409: FulfillAnswer,
        422: FulfillAnswer,
        502: FulfillAnswer,
      },
    },
    preHandler: requireSignedRequest(webhook),
    handler: fulfill,
  })
}

async function fulfill(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const context = contextOf(request, 'webhook')
  const taken = await takeRequest(context, request)
  if (!taken.ok) return sendOutcome(reply, taken)
  const { crmOrderId: sfOrderId, generation } = taken.value
  const outcome = await awaitOutcome(context, taken.value, () => request.socket.destroyed)
  if (outcome.state === 'unknown-order') {
    return sendOutcome(reply, refuse('not-found', 'ORDER_UNKNOWN', 'The CRM has no order with this id.'))
  }
  const { status, body } = fulfillAnswer(outcome, {
    sfOrderId,
    generation,
    correlationId: context.correlationId,
  })
  return reply.code(status).send(body)
}

async function takeRequest(
  context: Context,
  request: FastifyRequest,
): Promise<Outcome<ReceivedProvisionRequest>> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !uuid.test(key)) {
    const message = 'Send the header Idempotency-Key with a UUID, one for each click.'
    return refuse('invalid', 'IDEMPOTENCY_KEY_INVALID', message)
  }
  const crmOrderId = toLongRecordId(Params.parse(request.params).sfOrderId)
  if (!crmOrderId) {
    const message = 'The path must name a Salesforce record id of 15 or 18 characters.'
    return refuse('invalid', 'ORDER_ID_MALFORMED', message)
  }
  const deliveryId = key.toLowerCase()
  const { requestedBy } = Body.parse(parseRawJson(request.body))
  const delivery = { crmOrderId, door: 'webhook' as const, deliveryId, requestedBy }
  const received = await receiveProvisionRequest(context, delivery)
  if (received.crmOrderId === crmOrderId) return accept(received)
  const message = 'This Idempotency-Key was used for another order. Use one key for each click.'
  return refuse('conflict', 'IDEMPOTENCY_KEY_REUSED', message)
}

/** Looks until the end is known, the wait is over (X05), or the caller hung up. */
async function awaitOutcome(
  context: Context,
  request: { crmOrderId: string; generation: number },
  isGone: () => boolean,
): Promise<ProvisionOutcome> {
  const deadline = performance.now() + context.policy.webhookWaitMs
  for (;;) {
    const outcome = await readProvisionOutcome(context, request)
    const left = deadline - performance.now()
    if (outcome.state !== 'activating' || left <= 0 || isGone()) return outcome
    await delay(Math.min(pollMs, left))
  }
}
