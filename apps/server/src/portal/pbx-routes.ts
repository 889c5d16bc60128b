import {
  HoldNumberRequest,
  NumberHoldBody,
  PbxCountriesBody,
  PbxCountriesQuery,
  PbxDomainBody,
  PbxDomainQuery,
  PbxNumberQuery,
  PbxNumbersBody,
  PbxPlacesBody,
  PbxPlacesQuery,
  PbxRateCentresBody,
  PbxRateCentresQuery,
  PbxRegionsBody,
  PbxRegionsQuery,
  PbxRequirementBody,
  PbxSetupBody,
  PlacedOrderBody,
  PlacePbxOrderRequest,
} from '@turnup/contracts'
import {
  checkPbxDomain,
  chooseNumber,
  extendNumber,
  listNumberCountries,
  listNumberRateCentres,
  listNumberRegions,
  listRegistrationPlaces,
  placePbxOrder,
  readNumber,
  readPbxRequirement,
  readPbxSetup,
  releaseNumber,
  searchNumbers,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, KeyHeader, signedIn } from './portal-schema.ts'

const HoldParams = z.object({ holdId: z.uuid() })

/** The checkout of a hosted PBX (R166 to R178). */
export async function pbxRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('preHandler', requireCustomer)
  await app.register(searchRoutes)
  await app.register(holdRoutes)

  app.get('/pbx/setup', {
    schema: {
      ...signedIn,
      summary: 'What the checkout of a hosted PBX offers',
      response: { 200: PbxSetupBody, ...errorAnswers },
    },
    handler: async (request, reply) => sendOutcome(reply, await readPbxSetup(contextOf(request))),
  })

  app.get('/pbx/domain', {
    schema: {
      ...signedIn,
      summary: 'Whether a domain can be had',
      description: "Made from the company's name, or as it was typed; with others where it is taken.",
      querystring: PbxDomainQuery,
      response: { 200: PbxDomainBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await checkPbxDomain(contextOf(request), request.query)),
  })

  app.post('/pbx/orders', {
    schema: {
      ...signedIn,
      summary: 'Order a hosted PBX',
      description:
        'Checked again in full. Goes to Salesforce for review; nothing is set up yet. The same Idempotency-Key and body place one order.',
      headers: KeyHeader,
      body: PlacePbxOrderRequest,
      response: { 201: PlacedOrderBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const key = request.headers['idempotency-key']
      return sendOutcome(reply, await placePbxOrder(contextOf(request), request.body, key), 201)
    },
  })
}

async function searchRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.get('/pbx/numbers/countries', {
    schema: {
      ...signedIn,
      summary: 'Countries in which there are numbers',
      querystring: PbxCountriesQuery,
      response: { 200: PbxCountriesBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listNumberCountries(contextOf(request), request.query.product)),
  })

  app.get('/pbx/numbers/regions', {
    schema: {
      ...signedIn,
      summary: 'Provinces, states or regions of a country',
      querystring: PbxRegionsQuery,
      response: { 200: PbxRegionsBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listNumberRegions(contextOf(request), request.query)),
  })

  app.get('/pbx/numbers/rate-centres', {
    schema: {
      ...signedIn,
      summary: 'Rate centres or cities',
      querystring: PbxRateCentresQuery,
      response: { 200: PbxRateCentresBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listNumberRateCentres(contextOf(request), request.query)),
  })

  app.get('/pbx/numbers', {
    schema: {
      ...signedIn,
      summary: 'Numbers that can be had, with their prices',
      querystring: PbxNumberQuery,
      response: { 200: PbxNumbersBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await searchNumbers(contextOf(request), request.query)),
  })

  app.get('/pbx/places', {
    schema: {
      ...signedIn,
      summary: 'Cities as the carrier spells them, for a registration',
      querystring: PbxPlacesQuery,
      response: { 200: PbxPlacesBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await listRegistrationPlaces(contextOf(request), request.query)),
  })
}

async function holdRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/pbx/number-holds', {
    schema: {
      ...signedIn,
      summary: 'Choose a number: nobody else can, until the time runs out',
      body: HoldNumberRequest,
      response: { 201: NumberHoldBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await chooseNumber(contextOf(request), request.body), 201),
  })

  app.get('/pbx/number-holds/:holdId', {
    schema: {
      ...signedIn,
      summary: 'The number that was chosen',
      params: HoldParams,
      response: { 200: NumberHoldBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readNumber(contextOf(request), request.params.holdId)),
  })

  app.post('/pbx/number-holds/:holdId/extend', {
    schema: {
      ...signedIn,
      summary: 'More time for the number',
      params: HoldParams,
      response: { 200: NumberHoldBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await extendNumber(contextOf(request), request.params.holdId)),
  })

  app.delete('/pbx/number-holds/:holdId', {
    schema: {
      ...signedIn,
      summary: 'Give the number up',
      params: HoldParams,
      response: { 204: z.null().describe('Nothing'), ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await releaseNumber(contextOf(request), request.params.holdId), 204),
  })

  app.get('/pbx/number-holds/:holdId/requirement', {
    schema: {
      ...signedIn,
      summary: 'What the carrier asks of whoever takes the number',
      params: HoldParams,
      response: { 200: PbxRequirementBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await readPbxRequirement(contextOf(request), request.params.holdId)),
  })
}
