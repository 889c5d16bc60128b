import {
  type ConnectorSetup,
  createOrderWatch,
  createQueueWatch,
  type EventStreamState,
} from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { authenticationRoutes } from './authentication-routes.ts'
import { connectorRoutes } from './connector-routes.ts'
import { connectorSettingsRoutes } from './connector-settings-routes.ts'
import { deskRoutes } from './desk-routes.ts'
import { operatorRoutes } from './operator-routes.ts'
import { orderActionRoutes } from './order-action-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { orderWatchRoutes } from './order-watch-routes.ts'
import { portalSessionRoute } from './portal-session-route.ts'
import { providerMappingRoutes } from './provider-mapping-routes.ts'
import { provisioningRoutes } from './provisioning-routes.ts'
import { sessionRoutes } from './session-routes.ts'

export interface ConsoleOptions {
  /** What this process knows of the CRM's event stream; shown with the CRM's health. */
  eventStream?: () => EventStreamState
  /** Lets administrators set outside systems up. */
  connectorSetup?: ConnectorSetup
}

/** The operator console's API. Register it under /api/console. */
export async function consoleRoutes(app: FastifyInstance, options: ConsoleOptions = {}): Promise<void> {
  // What one operator sees must not be kept by anything on the way.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store')
  })
  await app.register(authenticationRoutes)
  await app.register(sessionRoutes)
  await app.register(operatorRoutes)
  await app.register(orderRoutes)
  await app.register(orderActionRoutes)
  await app.register(orderWatchRoutes(createQueueWatch(app.services), createOrderWatch(app.services)))
  await app.register(connectorRoutes(options.eventStream, options.connectorSetup))
  if (options.connectorSetup) await app.register(connectorSettingsRoutes(options.connectorSetup))
  await app.register(deskRoutes)
  await app.register(provisioningRoutes)
  await app.register(providerMappingRoutes)
  await app.register(portalSessionRoute)
}
