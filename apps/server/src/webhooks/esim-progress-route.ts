import { refuse } from '@turnup/domain'
import { recordEsimProgress } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendOutcome } from '../http/errors.ts'
import { isAddressIn, isDirectlyLocal, isLoopbackHost } from '../http/loopback.ts'
import { contextOf } from '../http/request-context.ts'
import type { EsimCallbackSettings, ServerSettings } from '../settings/groups.ts'
import { parseRawJson } from './raw-body.ts'

const path = '/api/es2plus/gsma/rsp2/es2plus/handleDownloadProgressInfo'
const protocolForm = /^gsma\/rsp\/v\d+\.\d+\.\d+$/

/**
 * The SM-DP+ tells how the download of a profile goes (ES2+ handleDownloadProgressInfo). Who calls is known by address;
 * a proxy in front ends the mutual TLS. Answers 204 whatever the profile, so that nobody can ask which are ours.
 */
export function addEsimProgressRoute(
  app: FastifyInstance,
  callback: EsimCallbackSettings,
  server: ServerSettings,
): void {
  app.post(path, {
    config: { rateLimit: { max: server.webhooksPerMinute, timeWindow: 60_000 } },
    schema: {
      tags: ['Webhooks'],
      summary: 'Takes download progress of an eSIM profile (GSMA SGP.22 ES2+)',
      response: { 204: z.undefined() },
    },
    preHandler: async (request, reply) => {
      const isAllowed = isAddressIn(request.ip, callback.allowedIps)
      // Behind a proxy that is not trusted, every stranger would look local.
      if (isAllowed && (!isLoopbackHost(request.ip) || isDirectlyLocal(request))) return undefined
      return sendOutcome(
        reply,
        refuse('forbidden', 'ADDRESS_NOT_ALLOWED', 'Calls from this address are not allowed here.'),
      )
    },
    handler: async (request, reply) => {
      const protocol = request.headers['x-admin-protocol']
      const isKnown = typeof protocol === 'string' && protocolForm.test(protocol)
      reply.header('X-Admin-Protocol', isKnown ? protocol : 'gsma/rsp/v2.2.2')
      const outcome = await recordEsimProgress(contextOf(request, 'es2plus'), parseRawJson(request.body))
      return sendOutcome(reply, outcome, 204)
    },
  })
}
