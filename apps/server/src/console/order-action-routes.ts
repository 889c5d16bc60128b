import {
  BulkRepairBody,
  BulkRepairRequest,
  ConsoleCancelRequest,
  ConsoleTimelineEventBody,
  DecideRequest,
  FulfilAnswerBody,
  IdempotencyKey,
  NoteRequest,
  OrderStateBody,
  RepairRequest,
} from '@turnup/contracts'
import {
  addOrderNote,
  cancelOnOrder,
  decideOnOrder,
  fulfilOrder,
  repairInBulk,
  repairOnOrder,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, OrderParams, signedIn } from './console-schema.ts'

/** Acting on orders; not for viewers. */
export async function orderActionRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('operator'))
  const changed = { 200: OrderStateBody, ...errorAnswers }

  app.post('/orders/:id/decide', {
    schema: {
      ...signedIn,
      summary: 'Answer a gate’s question',
      description: 'No needs a reason and walks the order back.',
      params: OrderParams,
      body: DecideRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await decideOnOrder(contextOf(request), request.params.id, request.body)),
  })

  app.post('/orders/:id/repair', {
    schema: {
      ...signedIn,
      summary: 'Repair one stuck step',
      description: 'Retry, change one field, adopt what is there outside, skip with a reason, or replace.',
      params: OrderParams,
      body: RepairRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await repairOnOrder(contextOf(request), request.params.id, request.body)),
  })

  app.post('/orders/:id/cancel', {
    schema: {
      ...signedIn,
      summary: 'Walk an order back',
      params: OrderParams,
      body: ConsoleCancelRequest,
      response: changed,
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await cancelOnOrder(contextOf(request), request.params.id, request.body.reason)),
  })

  app.post('/orders/:id/fulfil', {
    schema: {
      ...signedIn,
      summary: 'Ask for fulfilment, or for another try',
      description: 'An order that only the CRM knows may be named by its CRM id.',
      params: OrderParams,
      headers: z.looseObject({ 'idempotency-key': IdempotencyKey.optional() }),
      response: { 202: FulfilAnswerBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await fulfilOrder(contextOf(request), request.params.id, key), 202)
    },
  })

  app.post('/orders/:id/notes', {
    schema: {
      ...signedIn,
      summary: 'Add a note for colleagues',
      params: OrderParams,
      body: NoteRequest,
      response: { 201: ConsoleTimelineEventBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await addOrderNote(contextOf(request), request.params.id, request.body.text), 201),
  })

  app.post('/repairs/bulk', {
    schema: {
      ...signedIn,
      summary: 'The same repair for many orders',
      description: 'Each order is changed and audited by itself; the answer says what became of each.',
      body: BulkRepairRequest,
      response: { 200: BulkRepairBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await repairInBulk(contextOf(request), request.body)),
  })
}
