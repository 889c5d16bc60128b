import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import type { Services } from '@turnup/use-cases'
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { ServerSettings } from '../settings/groups.ts'
import { addCorrelation, correlationIdFrom } from './correlation.ts'
import { addErrorHandlers, answerForError, pathOf, sendError } from './errors.ts'
import { addApiDocs, addOpenApi } from './openapi.ts'
import './request-context.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { sessionCookiesFor } from './session-cookie.ts'

export interface AppParts {
  services: Services
  server: ServerSettings
  log: FastifyBaseLogger
  /** Registers the routes; each part is a plugin of its own. */
  routes(app: FastifyInstance): Promise<void>
}

const oneMinute = 60_000
const longestCloseMs = 25_000
/** Where passwords and numbers could be tried out. */
const guessable = /\/auth\/(signup|login|claim|password|forgot|reset)/
/** Signing in with a browser; asking who is signed in is no guess. */
const browserSignIn = /\/session(\/sign-up)?$/

/** The web server with everything that holds for all routes; listens only when told to. */
export async function createApp({ services, server, log, routes }: AppParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    requestIdHeader: false,
    genReqId: (request) => correlationIdFrom(request.headers['x-correlation-id']),
    bodyLimit: server.bodyLimitBytes,
    requestTimeout: server.requestTimeoutMs,
    trustProxy: server.trustProxy.length > 0 ? server.trustProxy : false,
    forceCloseConnections: 'idle',
    // An address that cannot even be decoded; no hook has run yet.
    frameworkErrors: (error, request, reply) => {
      request.correlationId = request.id
      reply.header('X-Correlation-ID', request.id)
      return sendError(request, reply, answerForError(error))
    },
    routerOptions: { maxParamLength: 200 },
  })
  app.decorate('services', services)
  // JSON or nothing: no other content type reaches a handler, unless a route says so itself.
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  addCorrelation(app)
  addAccessLog(app)
  addQuickClose(app)
  await addSecurityHeaders(app, server.publicUrl)
  app.decorate('sessionCookies', sessionCookiesFor(server.publicUrl))
  await app.register(cookie)
  addStricterLimits(app, server.signInsPerMinute)
  await app.register(rateLimit, { max: server.requestsPerMinute, timeWindow: oneMinute, cache: 20_000 })
  addErrorHandlers(app)
  await addOpenApi(app, server.publicUrl)
  await routes(app)
  await addApiDocs(app)
  return app
}

function addAccessLog(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const path = pathOf(request)
    const fields = {
      method: request.method,
      path,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
    }
    if (path.startsWith('/health') || path === '/metrics') request.log.debug(fields, 'Answered.')
    else request.log.info(fields, 'Answered.')
  })
}

/** While closing, connections end with the answers in hand; a client that keeps one open holds nothing up for long. */
function addQuickClose(app: FastifyInstance): void {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
    setTimeout(() => app.server.closeAllConnections(), longestCloseMs).unref()
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('Connection', 'close')
  })
}

/** Routes may set a limit of their own; those that invite guessing get a low one without being asked. */
function addStricterLimits(app: FastifyInstance, max: number): void {
  app.addHook('onRoute', (route) => {
    const isGuess = guessable.test(route.url) || (browserSignIn.test(route.url) && route.method === 'POST')
    if (!isGuess || route.config?.rateLimit !== undefined) return
    route.config = { ...route.config, rateLimit: { max, timeWindow: oneMinute } }
  })
}
