import {
  BillingAddressRequest,
  BillingProfileBody,
  ChangeMeRequest,
  PaymentMethodSummary,
  PortalUserBody,
} from '@turnup/contracts'
import {
  changeMe,
  readBilling,
  readMe,
  readPaymentMethodSummary,
  updateBillingAddress,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, signedIn } from './portal-schema.ts'

/** Who is signed in, and what billing knows of them (R042 to R048). */
export async function profileRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('preHandler', requireCustomer)

  app.get('/me', {
    schema: { ...signedIn, summary: 'Who is signed in', response: { 200: PortalUserBody, ...errorAnswers } },
    handler: async (request, reply) => sendOutcome(reply, await readMe(contextOf(request))),
  })

  app.patch('/me', {
    schema: {
      ...signedIn,
      summary: 'Choose the language of pages and mails',
      body: ChangeMeRequest,
      response: { 200: PortalUserBody, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await changeMe(contextOf(request), request.body)),
  })

  app.get('/me/billing', {
    schema: {
      ...signedIn,
      summary: 'Billing profile and address',
      response: { 200: BillingProfileBody, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await readBilling(contextOf(request))),
  })

  app.patch('/me/billing', {
    schema: {
      ...signedIn,
      summary: 'Set the billing address',
      description: 'Kept by the billing system alone.',
      body: BillingAddressRequest,
      response: { 200: BillingProfileBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await updateBillingAddress(contextOf(request), request.body)),
  })

  app.get('/billing/payment-methods/summary', {
    schema: {
      ...signedIn,
      summary: 'Whether there is a payment method',
      response: { 200: PaymentMethodSummary, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await readPaymentMethodSummary(contextOf(request))),
  })
}
