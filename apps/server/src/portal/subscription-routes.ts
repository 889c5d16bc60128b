import {
  CancellationBody,
  CancellationRequest,
  EsimActivationBody,
  ReissueEsimBody,
  ReissueEsimRequest,
  ServiceActionBody,
  SubscriptionBody,
  SubscriptionListBody,
  TopUpBody,
  TopUpRequest,
} from '@turnup/contracts'
import {
  listSubscriptions,
  readServiceAction,
  readSubscription,
  reissueEsim,
  requestCancellation,
  showEsimActivation,
  topUp,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, KeyHeader, OptionalKeyHeader, OutsideId, signedIn } from './portal-schema.ts'

const SubscriptionParams = z.object({ id: OutsideId })
const ActionParams = z.object({ activationRef: z.uuid() })

/** The customer's services and what may be done to them (R109 to R115, R125). */
export async function subscriptionRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('preHandler', requireCustomer)

  app.get('/subscriptions', {
    schema: {
      ...signedIn,
      summary: 'Own subscriptions',
      response: { 200: SubscriptionListBody, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await listSubscriptions(contextOf(request))),
  })

  app.get('/subscriptions/:id', {
    schema: {
      ...signedIn,
      summary: 'One subscription',
      params: SubscriptionParams,
      response: { 200: SubscriptionBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readSubscription(contextOf(request), request.params.id)),
  })

  app.get('/subscriptions/:id/esim-activation', {
    schema: {
      ...signedIn,
      summary: 'Activation code for the QR code',
      description: 'For the owner, until the eSIM is installed or its time is up. Keep it nowhere.',
      params: SubscriptionParams,
      response: { 200: EsimActivationBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await showEsimActivation(contextOf(request), request.params.id)),
  })

  app.post('/subscriptions/:id/reissue-esim', {
    schema: {
      ...signedIn,
      summary: 'Get a new eSIM profile',
      description: 'Answers InProgress when the end is not there within seconds; ask for the outcome then.',
      params: SubscriptionParams,
      headers: OptionalKeyHeader,
      body: ReissueEsimRequest,
      response: { 200: ReissueEsimBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await reissueEsim(contextOf(request), request.params.id, request.body, key))
    },
  })

  app.post('/subscriptions/:id/topup', {
    schema: {
      ...signedIn,
      summary: 'Add credit or a package',
      description:
        'Charged to the stored payment method. Send an Idempotency-Key, so that a repeat is no second charge.',
      params: SubscriptionParams,
      headers: OptionalKeyHeader,
      body: TopUpRequest,
      response: { 200: TopUpBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await topUp(contextOf(request), request.params.id, request.body, key))
    },
  })

  app.get('/subscriptions/actions/:activationRef', {
    schema: {
      ...signedIn,
      summary: 'What became of a reissue or top-up',
      params: ActionParams,
      response: { 200: ServiceActionBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readServiceAction(contextOf(request), request.params.activationRef)),
  })

  app.post('/subscriptions/:id/cancellation-request', {
    schema: {
      ...signedIn,
      summary: 'Ask for the end of a subscription',
      description: 'Customer service carries it out; nothing is ended at once.',
      params: SubscriptionParams,
      headers: KeyHeader,
      body: CancellationRequest,
      response: { 201: CancellationBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(
        reply,
        await requestCancellation(contextOf(request), request.params.id, request.body, key),
        201,
      )
    },
  })
}
