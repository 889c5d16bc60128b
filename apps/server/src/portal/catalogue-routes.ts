import {
  CatalogueBody,
  EligibilityBody,
  EligibilityRequest,
  IdVerificationBody,
  IdVerificationRequest,
} from '@turnup/contracts'
import {
  readCatalogue,
  readEligibility,
  readIdVerification,
  readPersonalisedCatalogue,
  requestEligibility,
  submitIdVerification,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { anyone, errorAnswers, signedIn } from './portal-schema.ts'

/** What is for sale, to whom, and the two checks that customer service makes (R053 to R070). */
export async function catalogueRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.get('/catalog', {
    schema: {
      ...anyone,
      summary: 'Products for sale',
      response: { 200: CatalogueBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const catalogue = await readCatalogue(contextOf(request, 'portal'))
      if (catalogue.ok) reply.header('Cache-Control', 'public, max-age=60')
      return sendOutcome(reply, catalogue)
    },
  })

  app.get('/catalog/personalized', {
    schema: {
      ...signedIn,
      summary: 'Products for sale to this customer',
      description: 'By dwelling and line speed of the account. SIM, eSIM and VPN are always included.',
      response: { 200: CatalogueBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) =>
      sendOutcome(reply, await readPersonalisedCatalogue(contextOf(request))),
  })

  app.get('/eligibility', {
    schema: {
      ...signedIn,
      summary: 'How far the eligibility check is',
      response: { 200: EligibilityBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) => sendOutcome(reply, await readEligibility(contextOf(request))),
  })

  app.post('/eligibility/request', {
    schema: {
      ...signedIn,
      summary: 'Ask for an eligibility check',
      description: 'While one is pending, asking again changes nothing.',
      body: EligibilityRequest,
      response: { 202: EligibilityBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) =>
      sendOutcome(reply, await requestEligibility(contextOf(request), request.body), 202),
  })

  app.get('/id-verification', {
    schema: {
      ...signedIn,
      summary: 'How far the identity check is',
      response: { 200: IdVerificationBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) => sendOutcome(reply, await readIdVerification(contextOf(request))),
  })

  app.post('/id-verification', {
    schema: {
      ...signedIn,
      summary: 'Say that identity documents were submitted',
      body: IdVerificationRequest,
      response: { 202: IdVerificationBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) =>
      sendOutcome(reply, await submitIdVerification(contextOf(request), request.body), 202),
  })
}
