import { SiteBody } from '@turnup/contracts'
import { readSite } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { DemoSettings } from '../settings/groups.ts'
import { anyone, errorAnswers } from './portal-schema.ts'

/** Facts about the site, for pages before anybody has signed in. */
export function siteRoute(demo: DemoSettings | undefined) {
  // In a demonstration the free customer number is another one after each sign-up.
  const cacheControl = demo ? 'no-store' : 'public, max-age=60'
  return async (fastify: FastifyInstance): Promise<void> => {
    const app = fastify.withTypeProvider<ZodTypeProvider>()

    app.get('/site', {
      schema: {
        ...anyone,
        summary: 'The site’s own facts',
        description: 'Name, languages, and in a demonstration who can sign in.',
        response: { 200: SiteBody, ...errorAnswers },
      },
      handler: async (_request, reply) =>
        reply.header('Cache-Control', cacheControl).send(await readSite(app.services, demo)),
    })
  }
}
