import type { ConnectorSetup, EventStreamState } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { consoleRoutes } from './console/index.ts'
import { portalRoutes } from './portal/index.ts'
import type { Settings } from './settings/settings.ts'
import { webPages } from './web/index.ts'
import { webhookRoutes } from './webhooks/index.ts'

/** All routes of the server but health and metrics. */
export async function routes(
  app: FastifyInstance,
  settings: Settings,
  eventStream: () => EventStreamState,
  connectorSetup: ConnectorSetup,
): Promise<void> {
  await app.register(portalRoutes, { prefix: '/api', demo: settings.server.demo })
  await app.register(consoleRoutes, { prefix: '/api/console', eventStream, connectorSetup })
  await app.register(webhookRoutes(settings))
  await app.register(webPages())
}
