import {
  ConnectorChangedBody,
  ConnectorCheckBody,
  ConnectorListBody,
  PauseConnectorRequest,
  ResumeConnectorRequest,
} from '@turnup/contracts'
import {
  type ConnectorSetup,
  checkConnector,
  type EventStreamState,
  listConnectors,
  pauseConnector,
  resumeConnector,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { ConnectorParams, errorAnswers, signedIn } from './console-schema.ts'

/** How outside systems are doing; pausing and resuming is for administrators. */
export function connectorRoutes(eventStream?: () => EventStreamState, setup?: ConnectorSetup) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()

    app.get('/connectors', {
      schema: {
        ...signedIn,
        summary: 'Health of every outside system',
        response: { 200: ConnectorListBody, ...errorAnswers },
      },
      onRequest: requireOperator('viewer'),
      handler: async (request, reply) =>
        sendOutcome(reply, await listConnectors(contextOf(request), eventStream?.(), setup?.connectors)),
    })

    app.post('/connectors/:id/check', {
      schema: {
        ...signedIn,
        summary: 'Ask a connector whether it is set up well',
        params: ConnectorParams,
        response: { 200: ConnectorCheckBody, ...errorAnswers },
      },
      onRequest: requireOperator('operator'),
      handler: async (request, reply) =>
        sendOutcome(reply, await checkConnector(contextOf(request), request.params.id)),
    })

    app.post('/connectors/:id/pause', {
      schema: {
        ...signedIn,
        summary: 'Let an outside system rest',
        params: ConnectorParams,
        body: PauseConnectorRequest,
        response: { 200: ConnectorChangedBody, ...errorAnswers },
      },
      onRequest: requireOperator('administrator'),
      handler: async (request, reply) =>
        sendOutcome(reply, await pauseConnector(contextOf(request), request.params.id, request.body.reason)),
    })

    app.post('/connectors/:id/resume', {
      schema: {
        ...signedIn,
        summary: 'Use an outside system again',
        description: 'Wakes the orders that wait for it; those that failed at it are for a bulk repair.',
        params: ConnectorParams,
        body: ResumeConnectorRequest.nullish(),
        response: { 200: ConnectorChangedBody, ...errorAnswers },
      },
      onRequest: requireOperator('administrator'),
      handler: async (request, reply) =>
        sendOutcome(
          reply,
          await resumeConnector(contextOf(request), request.params.id, request.body?.reason),
        ),
    })
  }
}
