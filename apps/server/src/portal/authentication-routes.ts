import {
  LoginRequest,
  PasswordResetConfirmation,
  PasswordResetRequest,
  RefreshRequest,
  SessionBody,
  SignupRequest,
  SsoLinkBody,
  SsoLinkRequest,
  TokenPairBody,
} from '@turnup/contracts'
import {
  confirmPasswordReset,
  createSsoLink,
  giveTokens,
  logIn,
  logOut,
  refreshSession,
  requestPasswordReset,
  signUp,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireCustomer } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { anyone, errorAnswers, signedIn } from './portal-schema.ts'

const nothing = z.null().describe('Nothing')

/** Registration, sign-in and sessions (R022 to R041), and the door to billing's own pages (R049). */
export async function authenticationRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/auth/signup', {
    schema: {
      ...anyone,
      summary: 'Register with a customer number',
      description: 'May be sent again after any failure: it goes on where it stopped.',
      body: SignupRequest,
      response: { 201: SessionBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await signUp(contextOf(request, 'portal'), request.body, { address: request.ip }, giveTokens),
        201,
      ),
  })

  app.post('/auth/login', {
    schema: {
      ...anyone,
      summary: 'Sign in',
      body: LoginRequest,
      response: { 200: SessionBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await logIn(contextOf(request, 'portal'), request.body, { address: request.ip }, giveTokens),
      ),
  })

  app.post('/auth/refresh', {
    schema: {
      ...anyone,
      summary: 'Get the next pair of tokens',
      description: 'Each refresh token is for one use; one that comes twice ends the sign-in.',
      body: RefreshRequest,
      response: { 200: TokenPairBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await refreshSession(contextOf(request, 'portal'), request.body.refreshToken)),
  })

  app.post('/auth/logout', {
    schema: {
      ...anyone,
      summary: 'Sign out',
      body: RefreshRequest,
      response: { 204: nothing, ...errorAnswers },
    },
    handler: async (request, reply) => {
      await logOut(contextOf(request, 'portal'), request.body.refreshToken)
      return reply.code(204).send(null)
    },
  })

  app.post('/auth/password-reset/request', {
    schema: {
      ...anyone,
      summary: 'Ask for a link to set a new password',
      description: 'The answer is the same whether or not there is such a user.',
      body: PasswordResetRequest,
      response: { 204: nothing, ...errorAnswers },
    },
    handler: async (request, reply) => {
      await requestPasswordReset(contextOf(request, 'portal'), request.body, { address: request.ip })
      return reply.code(204).send(null)
    },
  })

  app.post('/auth/password-reset/confirm', {
    schema: {
      ...anyone,
      summary: 'Set a new password by the link from the mail',
      description: 'Ends every session of the user.',
      body: PasswordResetConfirmation,
      response: { 204: nothing, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await confirmPasswordReset(contextOf(request, 'portal'), request.body), 204),
  })

  app.post('/auth/sso-link', {
    schema: {
      ...signedIn,
      summary: 'Open a page of the billing system',
      description: 'For adding a payment method and for paying an invoice. The link is for one use.',
      body: SsoLinkRequest,
      response: { 200: SsoLinkBody, ...errorAnswers },
    },
    preHandler: requireCustomer,
    handler: async (request, reply) =>
      sendOutcome(reply, await createSsoLink(contextOf(request), request.body)),
  })
}
