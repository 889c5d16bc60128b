import type { FastifyInstance } from 'fastify'
import type { Settings } from '../settings/settings.ts'
import { addCatalogueChangedRoute } from './catalogue-changed-route.ts'
import { addEsimProgressRoute } from './esim-progress-route.ts'
import { addFulfillRoute } from './fulfill-route.ts'
import { addNumberCallbackRoute } from './number-callback-route.ts'
import { takeRawBodies } from './raw-body.ts'

/**
 * The doors that outside systems call, each with raw bodies; those of Salesforce only when its keys are set. The
 * SM-DP+'s is there always: it may be set up in the console at any time, and its callers are known by address.
 */
export function webhookRoutes(settings: Pick<Settings, 'server' | 'webhook' | 'esimCallback'>) {
  return async (app: FastifyInstance): Promise<void> => {
    takeRawBodies(app)
    if (settings.webhook) {
      addFulfillRoute(app, settings.webhook, settings.server)
      addCatalogueChangedRoute(app, settings.webhook, settings.server)
    }
    addEsimProgressRoute(app, settings.esimCallback, settings.server)
    addNumberCallbackRoute(app, settings.server)
  }
}
