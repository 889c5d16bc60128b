import {
  ExplainMappingQuery,
  MappingExplanationBody,
  ProductBundleRequest,
  ProviderMappingBody,
  SaveMappingsRequest,
} from '@turnup/contracts'
import {
  changeProductBundle,
  createProductBundle,
  explainProviderMapping,
  readProviderMapping,
  removeProductBundle,
  saveProviderMappings,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, signedIn, UuidParams } from './console-schema.ts'

const wholeMapping = { 200: ProviderMappingBody, ...errorAnswers }

/** Which carrier each hosted-PBX product is sold with (R158 to R165). Every change answers with the whole mapping. */
export async function providerMappingRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  const viewer = requireOperator('viewer')
  const administrator = requireOperator('administrator')

  app.get('/provider-mapping', {
    schema: {
      ...signedIn,
      summary: 'Hosted-PBX products, groups and bundles with their carriers',
      response: wholeMapping,
    },
    onRequest: viewer,
    handler: async (request, reply) => sendOutcome(reply, await readProviderMapping(contextOf(request))),
  })

  app.get('/provider-mapping/explain', {
    schema: {
      ...signedIn,
      summary: 'Which rule gave a product its carrier',
      querystring: ExplainMappingQuery,
      response: { 200: MappingExplanationBody, ...errorAnswers },
    },
    onRequest: viewer,
    handler: async (request, reply) =>
      sendOutcome(reply, await explainProviderMapping(contextOf(request), request.query.sku)),
  })

  app.post('/provider-mapping/mappings', {
    schema: {
      ...signedIn,
      summary: 'Map groups, products or bundles to carriers',
      description:
        'All or none. null takes a mapping away. Orders that were placed already keep their carrier.',
      body: SaveMappingsRequest,
      response: wholeMapping,
    },
    onRequest: administrator,
    handler: async (request, reply) =>
      sendOutcome(reply, await saveProviderMappings(contextOf(request), request.body)),
  })

  app.post('/provider-mapping/bundles', {
    schema: {
      ...signedIn,
      summary: 'Make a bundle of products',
      body: ProductBundleRequest,
      response: { 201: ProviderMappingBody, ...errorAnswers },
    },
    onRequest: administrator,
    handler: async (request, reply) =>
      sendOutcome(reply, await createProductBundle(contextOf(request), request.body), 201),
  })

  app.put('/provider-mapping/bundles/:id', {
    schema: {
      ...signedIn,
      summary: 'Change a bundle',
      params: UuidParams,
      body: ProductBundleRequest,
      response: wholeMapping,
    },
    onRequest: administrator,
    handler: async (request, reply) =>
      sendOutcome(reply, await changeProductBundle(contextOf(request), request.params.id, request.body)),
  })

  app.delete('/provider-mapping/bundles/:id', {
    schema: {
      ...signedIn,
      summary: 'Dissolve a bundle; its mapping goes with it',
      params: UuidParams,
      response: wholeMapping,
    },
    onRequest: administrator,
    handler: async (request, reply) =>
      sendOutcome(reply, await removeProductBundle(contextOf(request), request.params.id)),
  })
}
