import {
  ChangeOperatorRequest,
  CreateOperatorRequest,
  DisableOperatorRequest,
  OperatorBody,
  OperatorListBody,
  OperatorWithPasswordBody,
  ResetOperatorPasswordRequest,
} from '@turnup/contracts'
import {
  changeOperator,
  createOperator,
  disableOperator,
  enableOperator,
  listOperators,
  resetOperatorPassword,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { errorAnswers, signedIn, UuidParams } from './console-schema.ts'

/** Who may use the console; for administrators (R149). */
export async function operatorRoutes(fastify: FastifyInstance): Promise<void> {
  const app = fastify.withTypeProvider<ZodTypeProvider>()
  app.addHook('onRequest', requireOperator('administrator'))

  app.get('/operators', {
    schema: { ...signedIn, summary: 'All operators', response: { 200: OperatorListBody, ...errorAnswers } },
    handler: async (request, reply) => sendOutcome(reply, await listOperators(contextOf(request))),
  })

  app.post('/operators', {
    schema: {
      ...signedIn,
      summary: 'Let another person in',
      description: 'Without a password, one for one use is made; the answer shows it this once.',
      body: CreateOperatorRequest,
      response: { 201: OperatorWithPasswordBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await createOperator(contextOf(request), request.body), 201),
  })

  app.patch('/operators/:id', {
    schema: {
      ...signedIn,
      summary: 'Change role or name',
      params: UuidParams,
      body: ChangeOperatorRequest,
      response: { 200: OperatorBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await changeOperator(contextOf(request), request.params.id, request.body)),
  })

  app.post('/operators/:id/disable', {
    schema: {
      ...signedIn,
      summary: 'End somebody’s access',
      description: 'The last administrator cannot be disabled.',
      params: UuidParams,
      body: DisableOperatorRequest,
      response: { 200: OperatorBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await disableOperator(contextOf(request), request.params.id, request.body.reason)),
  })

  app.post('/operators/:id/enable', {
    schema: {
      ...signedIn,
      summary: 'Let a disabled operator in again',
      params: UuidParams,
      response: { 200: OperatorBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(reply, await enableOperator(contextOf(request), request.params.id)),
  })

  app.post('/operators/:id/password', {
    schema: {
      ...signedIn,
      summary: 'Give another password',
      description: 'Without one, a password for one use is made; the answer shows it this once.',
      params: UuidParams,
      body: ResetOperatorPasswordRequest.nullish(),
      response: { 200: OperatorWithPasswordBody, ...errorAnswers },
    },
    handler: async (request, reply) =>
      sendOutcome(
        reply,
        await resetOperatorPassword(contextOf(request), request.params.id, request.body?.password),
      ),
  })
}
