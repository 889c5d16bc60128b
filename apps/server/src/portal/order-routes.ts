import {
  CancelOrderRequest,
  OrderBody,
  OrderListBody,
  OrderListQuery,
  PlacedOrderBody,
  PlaceOrderRequest,
} from '@turnup/contracts'
import { listOrders, placeOrder, readOrder, requestOrderCancellation } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, KeyHeader, OutsideId, signedIn } from './portal-schema.ts'

export const OrderParams = z.object({ sfOrderId: OutsideId })

/** Placing orders and following them (R071 to R081). */
export async function orderRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('preHandler', requireCustomer)

  app.post('/orders', {
    schema: {
      ...signedIn,
      summary: 'Place an order',
      description:
        'Goes to Salesforce for review; nothing is set up yet. The same Idempotency-Key and body place one order, however often they are sent.',
      headers: KeyHeader,
      body: PlaceOrderRequest,
      response: { 201: PlacedOrderBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await placeOrder(contextOf(request), request.body, key), 201)
    },
  })

  app.get('/orders', {
    schema: {
      ...signedIn,
      summary: 'Own orders, newest first',
      querystring: OrderListQuery,
      response: { 200: OrderListBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listOrders(contextOf(request), request.query)),
  })

  app.get('/orders/:sfOrderId', {
    schema: {
      ...signedIn,
      summary: 'One order with its story',
      params: OrderParams,
      response: { 200: OrderBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readOrder(contextOf(request), request.params.sfOrderId)),
  })

  app.post('/orders/:sfOrderId/cancel-request', {
    schema: {
      ...signedIn,
      summary: 'Take an order back before it is set up',
      params: OrderParams,
      body: CancelOrderRequest,
      response: { 200: OrderBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await requestOrderCancellation(contextOf(request), request.params.sfOrderId, request.body),
      ),
  })
}
