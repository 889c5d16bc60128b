import { BrowserSessionBody, OpenPortalSessionRequest } from '@turnup/contracts'
import { openPortalSession } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { contextOf } from '../http/request-context.ts'
import { sendSession } from '../http/session-cookie.ts'
import { errorAnswers, signedIn, UuidParams } from './console-schema.ts'

/** Ordering on a customer's behalf, and acting as the customer (R166). */
export async function portalSessionRoute(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/customers/:id/portal-session', {
    schema: {
      ...signedIn,
      summary: 'Sign in to the portal for a customer',
      description:
        "The portal's session of this browser is the customer's from then on, for an hour at most; every audit names the operator.",
      params: UuidParams,
      body: OpenPortalSessionRequest,
      response: { 201: BrowserSessionBody, ...errorAnswers },
    },
    onRequest: requireOperator('operator'),
    handler: async (request, reply) => {
      const outcome = await openPortalSession(contextOf(request), request.params.id, request.body)
      return sendSession(request, reply, 'portal', { outcome, status: 201 })
    },
  })
}
