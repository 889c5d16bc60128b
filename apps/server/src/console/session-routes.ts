import { ConsoleBrowserSessionBody, ConsoleLoginRequest } from '@turnup/contracts'
import { csrfTokenOf, giveBrowserSession, logInOperator, readOperatorMe } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recogniseBrowser, signInFirst } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { requireSameOrigin } from '../http/forged-requests.ts'
import { contextOf } from '../http/request-context.ts'
import { sendSession } from '../http/session-cookie.ts'
import { signOut } from '../http/sign-out.ts'
import { anyone, errorAnswers } from './console-schema.ts'

const inACookie =
  'The session is in an httpOnly cookie. Send csrfToken as X-CSRF-Token with every request that changes something.'

/** Signing operators in and out with a browser; programs use tokens. */
export async function sessionRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/session', {
    schema: {
      ...anyone,
      summary: 'Sign an operator in with a browser',
      description: `A password for one use answers PASSWORD_CHANGE_REQUIRED (409) until newPassword is sent with it. ${inACookie}`,
      body: ConsoleLoginRequest,
      response: { 200: ConsoleBrowserSessionBody, ...errorAnswers },
    },
    onRequest: requireSameOrigin,
    handler: async (request, reply) => {
      const source = { address: request.ip }
      const ctx = contextOf(request, 'console')
      const outcome = await logInOperator(ctx, request.body, source, giveBrowserSession)
      return sendSession(request, reply, 'console', { outcome, status: 200 })
    },
  })

  app.get('/session', {
    schema: {
      ...anyone,
      summary: 'Which operator is signed in with this browser',
      description: inACookie,
      response: { 200: ConsoleBrowserSessionBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const known = await recogniseBrowser(request, 'console')
      if (!known) return sendOutcome(reply, signInFirst)
      request.actor = known.actor
      const me = await readOperatorMe(contextOf(request))
      if (!me.ok) return sendOutcome(reply, me)
      return reply.send({ operator: me.value, csrfToken: csrfTokenOf(app.services, known.sessionToken) })
    },
  })

  app.delete('/session', {
    schema: {
      ...anyone,
      summary: 'Sign out with this browser',
      response: { 204: z.null().describe('No content'), ...errorAnswers },
    },
    handler: async (request, reply) => signOut(request, reply, 'console'),
  })
}
