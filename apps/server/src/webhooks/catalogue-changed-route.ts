import { bustCatalogueCache } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { answerForRefusal, sendError } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import type { ServerSettings, WebhookSettings } from '../settings/groups.ts'
import { parseRawJson } from './raw-body.ts'
import { requireSignedRequest } from './require-signed-request.ts'

const CatalogueChange = z.object({ object: z.string().min(1) })
const CatalogueChangeAnswer = z.object({ emptied: z.boolean() })

/** POST /api/webhooks/catalogue-changed: an object of the catalogue changed in Salesforce (R062, X18). */
export function addCatalogueChangedRoute(
  app: FastifyInstance,
  webhook: WebhookSettings,
  server: ServerSettings,
): void {
  app.post('/api/webhooks/catalogue-changed', {
    config: { rateLimit: { max: server.webhooksPerMinute, timeWindow: 60_000 } },
    schema: {
      tags: ['Webhooks'],
      summary: 'Empties the catalogue cache',
      description: 'Signed by Salesforce like the fulfilment webhook. Body: {"object": "Product2"}.',
      security: [{ webhookToken: [] }],
      response: { 200: CatalogueChangeAnswer },
    },
    preHandler: requireSignedRequest(webhook),
    handler: async (request, reply) => {
      const change = CatalogueChange.safeParse(parseRawJson(request.body))
      if (!change.success) {
        const message = 'Say which object changed: {"object": "Product2"}.'
        const refusal = { kind: 'invalid' as const, code: 'INVALID_REQUEST', message, field: 'object' }
        return sendError(request, reply, answerForRefusal(refusal))
      }
      const emptied = webhook.catalogueObjects.includes(change.data.object)
      if (emptied) await bustCatalogueCache(contextOf(request, 'webhook'))
      return { emptied }
    },
  })
}
