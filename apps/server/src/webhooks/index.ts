import type { FastifyInstance } from 'fastify'
import type { Settings } from '../settings/settings.ts'
import { addCatalogueChangedRoute } from './catalogue-changed-route.ts'
import { addEsimProgressRoute } from './esim-progress-route.ts'
import { addFulfillRoute } from './fulfill-route.ts'
import { takeRawBodies } from './raw-body.ts'

/** The doors that outside systems call, each with raw bodies; those of Salesforce only when its keys are set. */
export function webhookRoutes(settings: Pick<Settings, 'server' | 'webhook' | 'esimCallback' | 'es2plus'>) {
  return async (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app)
    if (settings.webhook) {
      addFulfillRoute(app, settings.webhook, settings.server)
      addCatalogueChangedRoute(app, settings.webhook, settings.server)
    }
    if (settings.es2plus) addEsimProgressRoute(app, settings.esimCallback, settings.server)
  }
}
