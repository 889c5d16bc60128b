import type { ProviderCallback } from '@turnup/domain'
import { takeNumberCallback } from '@turnup/use-cases'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { contextOf } from '../http/request-context.ts'
import type { ServerSettings } from '../settings/groups.ts'
import { parseRawJson } from './raw-body.ts'

const Params = z.object({ connector: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not an id') })

/**
 * Carriers tell here that something of an order or a verification changed. The signature is checked by the connector;
 * what is said is a hint to look and no more. Answers 204 whatever came, so that nobody learns which orders are ours.
 */
export function addNumberCallbackRoute(app: FastifyInstance, server: ServerSettings): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/webhooks/numbers/:connector',
    config: { rateLimit: { max: server.webhooksPerMinute, timeWindow: 60_000 } },
    schema: {
      tags: ['Webhooks'],
      summary: 'Takes a carrier’s callback about a number order or a verification',
      params: Params,
      response: { 204: z.undefined() },
    },
    handler: async (request, reply) => {
      const { connector } = Params.parse(request.params)
      await takeNumberCallback(contextOf(request, connector), connector, callbackOf(request, server))
      return reply.code(204).send()
    },
  })
}

/** The address as the carrier signed it: ours as it is known outside, whatever a proxy made of it. */
function callbackOf(request: FastifyRequest, { publicUrl }: ServerSettings): ProviderCallback {
  const url = new URL(request.url, publicUrl)
  const isPost = request.method === 'POST'
  return {
    method: isPost ? 'POST' : 'GET',
    url: url.href,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    ),
    fields: isPost ? bodyFields(request) : Object.fromEntries(url.searchParams),
  }
}

function bodyFields({ body, headers }: FastifyRequest): Record<string, string> {
  if (!Buffer.isBuffer(body)) return {}
  if (!headers['content-type']?.includes('json'))
    return Object.fromEntries(new URLSearchParams(body.toString('utf8')))
  const parsed = parseRawJson(body)
  if (typeof parsed !== 'object' || parsed === null) return {}
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]))
}
