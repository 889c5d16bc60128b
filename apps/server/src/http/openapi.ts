import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { sessionCookiesFor } from './session-cookie.ts'

const tags = [
  { name: 'Portal', description: 'What the customer portal uses.' },
  { name: 'Console', description: 'What operators use.' },
  { name: 'Webhooks', description: 'What Salesforce and the SM-DP+ call.' },
]

const withCsrfToken =
  'For browsers. Requests that change something also need the header X-CSRF-Token with the session’s csrfToken.'

/** Describes all routes that are registered after it, from the schemas that parse and serialise them. */
export async function addOpenApi(app: FastifyInstance, publicUrl: string): Promise<void> {
  const { portal, console } = sessionCookiesFor(publicUrl)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Turnup', version: '1', description: 'Orders from checkout to live service.' },
      servers: [{ url: publicUrl }],
      tags,
      components: {
        securitySchemes: {
          accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          webhookToken: { type: 'http', scheme: 'bearer' },
          portalSession: { type: 'apiKey', in: 'cookie', name: portal.name, description: withCsrfToken },
          consoleSession: { type: 'apiKey', in: 'cookie', name: console.name, description: withCsrfToken },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

/** The document at /api/openapi.json, and a page to read it at /api/docs that loads nothing from elsewhere. */
export async function addApiDocs(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  await app.register(async (docs) => {
    docs.addHook('onSend', async (_request, reply) => {
      // The reader writes styles and starts workers of its own; everything else stays as strict as elsewhere.
      reply.header('Content-Security-Policy', docsPolicy)
    })
    const { default: scalar } = await import('@scalar/fastify-api-reference')
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: { url: '/api/openapi.json', ...quietReader },
      logLevel: 'silent',
    })
  })
}

const docsPolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** No fonts, proxies, assistants or telemetry of the reader's maker. */
const quietReader = {
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showToolbar: 'never',
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
} as const
