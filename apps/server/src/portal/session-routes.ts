import { BrowserSessionBody, LoginRequest, SignupRequest } from '@turnup/contracts'
import { csrfTokenOf, giveBrowserSession, logIn, readActingOperator, readMe, signUp } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recogniseBrowser, signInFirst } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { requireSameOrigin } from '../http/forged-requests.ts'
import { contextOf } from '../http/request-context.ts'
import { sendSession } from '../http/session-cookie.ts'
import { signOut } from '../http/sign-out.ts'
import { anyone, errorAnswers } from './portal-schema.ts'

const inACookie =
  'The session is in an httpOnly cookie. Send csrfToken as X-CSRF-Token with every request that changes something.'

/** Signing in and out with a browser; programs use tokens. */
export async function sessionRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/session', {
    schema: {
      ...anyone,
      summary: 'Sign in with a browser',
      description: inACookie,
      body: LoginRequest,
      response: { 200: BrowserSessionBody, ...errorAnswers },
    },
    onRequest: requireSameOrigin,
    handler: async (request, reply) => {
      const source = { address: request.ip }
      const outcome = await logIn(contextOf(request, 'portal'), request.body, source, giveBrowserSession)
      return sendSession(request, reply, 'portal', { outcome, status: 200 })
    },
  })

  app.post('/session/sign-up', {
    schema: {
      ...anyone,
      summary: 'Register with a customer number, with a browser',
      description: `May be sent again after any failure: it goes on where it stopped. ${inACookie}`,
      body: SignupRequest,
      response: { 201: BrowserSessionBody, ...errorAnswers },
    },
    onRequest: requireSameOrigin,
    handler: async (request, reply) => {
      const source = { address: request.ip }
      const outcome = await signUp(contextOf(request, 'portal'), request.body, source, giveBrowserSession)
      return sendSession(request, reply, 'portal', { outcome, status: 201 })
    },
  })

  app.get('/session', {
    schema: {
      ...anyone,
      summary: 'Who is signed in with this browser',
      description: inACookie,
      response: { 200: BrowserSessionBody, ...errorAnswers },
    },
    handler: async (request, reply) => {
      const known = await recogniseBrowser(request, 'portal')
      if (!known) return sendOutcome(reply, signInFirst)
      request.actor = known.actor
      const me = await readMe(contextOf(request))
      if (!me.ok) return sendOutcome(reply, me)
      const actingOperator = await readActingOperator(app.services, known.sessionToken)
      const csrfToken = csrfTokenOf(app.services, known.sessionToken)
      return reply.send({ user: me.value, csrfToken, actingOperator })
    },
  })

  app.delete('/session', {
    schema: {
      ...anyone,
      summary: 'Sign out with this browser',
      response: { 204: z.null().describe('Nothing'), ...errorAnswers },
    },
    handler: async (request, reply) => signOut(request, reply, 'portal'),
  })
}
