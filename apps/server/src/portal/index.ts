import { createOrderFeed } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { DemoSettings } from '../settings/groups.ts'
import { accountRoutes } from './account-routes.ts'
import { authenticationRoutes } from './authentication-routes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { orderEventRoute } from './order-event-route.ts'
import { orderRoutes } from './order-routes.ts'
import { pbxLinkRoutes } from './pbx-link-routes.ts'
import { pbxRoutes } from './pbx-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { siteRoute } from './site-route.ts'
import { subscriptionRoutes } from './subscription-routes.ts'

export interface PortalOptions {
  demo?: DemoSettings
}

/** The customer portal's API. Register it under /api. */
export async function portalRoutes(app: FastifyInstance, { demo }: PortalOptions = {}): Promise<void> {
  // What one customer sees must not be kept by anything on the way to another.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store')
  })
  await app.register(siteRoute(demo))
  await app.register(authenticationRoutes)
  await app.register(sessionRoutes)
  await app.register(profileRoutes)
  await app.register(catalogueRoutes)
  await app.register(orderRoutes)
  await app.register(orderEventRoute(createOrderFeed(app.services)))
  await app.register(subscriptionRoutes)
  await app.register(pbxRoutes)
  await app.register(accountRoutes)
  await app.register(pbxLinkRoutes)
}
