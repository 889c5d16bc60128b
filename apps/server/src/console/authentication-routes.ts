import {
  ChangeOwnPasswordRequest,
  ConsoleLoginRequest,
  ConsoleSessionBody,
  OperatorBody,
  RefreshRequest,
  TokenPairBody,
} from '@turnup/contracts'
import {
  changeOwnPassword,
  giveTokens,
  logInOperator,
  logOutOperator,
  readOperatorMe,
  refreshOperatorSession,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { anyone, errorAnswers, signedIn } from './console-schema.ts'

const nothing = z.null().describe('No content')

/** Signing in and out of the console. */
export async function authenticationRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()

  app.post('/auth/login', {
    schema: {
      ...anyone,
      summary: 'Sign an operator in',
      description:
        'A password for one use answers PASSWORD_CHANGE_REQUIRED (409) until newPassword is sent with it.',
      body: ConsoleLoginRequest,
      response: { 200: ConsoleSessionBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await logInOperator(contextOf(request, 'console'), request.body, { address: request.ip }, giveTokens),
      ),
  })

  app.post('/auth/refresh', {
    schema: {
      ...anyone,
      summary: 'Next pair of tokens',
      description: 'A refresh token is good for one use; one that comes twice ends the whole sign-in.',
      body: RefreshRequest,
      response: { 200: TokenPairBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await refreshOperatorSession(contextOf(request, 'console'), request.body.refreshToken),
      ),
  })

  app.post('/auth/logout', {
    schema: {
      ...anyone,
      summary: 'Sign out',
      body: RefreshRequest,
      response: { 204: nothing, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await logOutOperator(contextOf(request, 'console'), request.body.refreshToken), 204),
  })

  app.get('/me', {
    schema: { ...signedIn, summary: 'Who is signed in', response: { 200: OperatorBody, ...errorAnswers } },
    onRequest: requireOperator('viewer'),
    handler: async (request, reply) => sendOutcome(reply, await readOperatorMe(contextOf(request))),
  })

  app.post('/auth/password', {
    schema: {
      ...signedIn,
      summary: 'Change the own password',
      description: 'Ends every sign-in of yours, this one too.',
      body: ChangeOwnPasswordRequest,
      response: { 204: nothing, ...errorAnswers },
    },
    onRequest: requireOperator('viewer'),
    handler: async (request, reply) =>
      sendOutcome(reply, await changeOwnPassword(contextOf(request), request.body), 204),
  })
}
