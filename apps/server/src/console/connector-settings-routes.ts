import { ChangeConnectorSettingsRequest, ConnectorCheckBody, ConnectorSettingsBody } from '@turnup/contracts'
import {
  type ConnectorSetup,
  changeConnectorSettings,
  readConnectorSettings,
  tryConnectorSettings,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { requireOperator } from '../http/authentication.ts'
import { sendOutcome } from '../http/errors.ts'
import { contextOf } from '../http/request-context.ts'
import { ConnectorParams, errorAnswers, signedIn } from './console-schema.ts'

/** Settings of outside systems: everybody sees them but for secrets, administrators change them. */
export function connectorSettingsRoutes(setup: ConnectorSetup) {
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()

    app.get('/connectors/:id/settings', {
      schema: {
        ...signedIn,
        summary: 'Settings of an outside system, as a form',
        params: ConnectorParams,
        response: { 200: ConnectorSettingsBody, ...errorAnswers },
      },
      onRequest: requireOperator('viewer'),
      handler: async (request, reply) =>
        sendOutcome(reply, await readConnectorSettings(contextOf(request), setup, request.params.id)),
    })

    app.put('/connectors/:id/settings', {
      schema: {
        ...signedIn,
        summary: 'Change settings of an outside system',
        description:
          'In effect at once, without a restart; in other server processes a few seconds later. A paused connector stays paused.',
        params: ConnectorParams,
        body: ChangeConnectorSettingsRequest,
        response: { 200: ConnectorSettingsBody, ...errorAnswers },
      },
      onRequest: requireOperator('administrator'),
      handler: async (request, reply) => {
        const { params, body } = request
        return sendOutcome(reply, await changeConnectorSettings(contextOf(request), setup, params.id, body))
      },
    })

    app.post('/connectors/:id/settings/check', {
      schema: {
        ...signedIn,
        summary: 'Try settings of an outside system without keeping them',
        params: ConnectorParams,
        body: ChangeConnectorSettingsRequest,
        response: { 200: ConnectorCheckBody, ...errorAnswers },
      },
      onRequest: requireOperator('administrator'),
      handler: async (request, reply) => {
        const { params, body } = request
        return sendOutcome(reply, await tryConnectorSettings(contextOf(request), setup, params.id, body))
      },
    })
  }
}
