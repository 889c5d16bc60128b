import {
  ConsoleAttemptsPage,
  ConsoleAttemptsQuery,
  ConsoleOrderBody,
  ConsoleOrderCountsBody,
  ConsoleOrderListBody,
  ConsoleOrderListQuery,
  ConsoleTimelinePage,
  ConsoleTimelineQuery,
} from '@turnup/contracts'
import {
  countConsoleOrders,
  listConsoleOrders,
  readConsoleOrder,
  readOrderAttempts,
  readOrderTimeline,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, OrderParams, signedIn } from './console-schema.ts'

/** Reading orders; for every operator. */
export async function orderRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('viewer'))

  app.get('/orders', {
    schema: {
      ...signedIn,
      summary: 'Orders by filter, page by page',
      querystring: ConsoleOrderListQuery,
      response: { 200: ConsoleOrderListBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listConsoleOrders(contextOf(request), request.query)),
  })

  app.get('/orders/counts', {
    schema: {
      ...signedIn,
      summary: 'Orders by state, by cause and by who has to act',
      response: { 200: ConsoleOrderCountsBody, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await countConsoleOrders(contextOf(request))),
  })

  app.get('/orders/:id', {
    schema: {
      ...signedIn,
      summary: 'Everything about one order',
      description:
        'Plan as a graph, explanation, next action, what you may do, timeline, attempts, mails, inbox.',
      params: OrderParams,
      response: { 200: ConsoleOrderBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readConsoleOrder(contextOf(request), request.params.id)),
  })

  app.get('/orders/:id/timeline', {
    schema: {
      ...signedIn,
      summary: 'The order’s story, newest first',
      params: OrderParams,
      querystring: ConsoleTimelineQuery,
      response: { 200: ConsoleTimelinePage, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readOrderTimeline(contextOf(request), request.params.id, request.query)),
  })

  app.get('/orders/:id/attempts', {
    schema: {
      ...signedIn,
      summary: 'Attempts with their redacted exchanges, newest first',
      params: OrderParams,
      querystring: ConsoleAttemptsQuery,
      response: { 200: ConsoleAttemptsPage, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readOrderAttempts(contextOf(request), request.params.id, request.query)),
  })
}
