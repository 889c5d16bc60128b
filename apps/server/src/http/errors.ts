import {
  type Outcome,
  ProviderError,
  type ProviderErrorKind,
  type Refusal,
  type RefusalKind,
} from '@turnup/domain'
import { isDatabaseDown } from '@turnup/store'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { ZodError } from 'zod'

/** What an error becomes on the wire, before the correlation id is added. */
export interface ErrorAnswer {
  status: number
  code: string
  message: string
  field?: string
  retryAfterSeconds?: number
}

const refusalStatus: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
  'too-many-requests': 429,
  unavailable: 503,
}

/** Words for what the client itself did wrong on the level of HTTP. */
const httpWords: Record<number, { code: string; message: string }> = {
  400: { code: 'MALFORMED_REQUEST', message: 'The request cannot be read. Send well-formed JSON.' },
  404: { code: 'ROUTE_NOT_FOUND', message: 'There is nothing at this address.' },
  405: { code: 'METHOD_NOT_ALLOWED', message: 'This address does not take that method.' },
  408: { code: 'REQUEST_TIMEOUT', message: 'The request took too long to arrive. Send it again.' },
  413: { code: 'BODY_TOO_LARGE', message: 'The request body is larger than is taken here.' },
  415: { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body as application/json.' },
  429: {
    code: 'TOO_MANY_REQUESTS',
    message: 'Too many requests from your address. Wait a little, then try again.',
  },
  431: { code: 'HEADERS_TOO_LARGE', message: 'The request headers are larger than is taken here.' },
}

const internal: ErrorAnswer = {
  status: 500,
  code: 'INTERNAL',
  message: 'Something went wrong on our side. Try again; if it stays, name the correlation id to support.',
}

const databaseDown: ErrorAnswer = {
  status: 503,
  code: 'TEMPORARILY_UNAVAILABLE',
  message:
    'This cannot be done at the moment. Try again in a little while; a repeat with the same Idempotency-Key is safe.',
  retryAfterSeconds: 5,
}

export function answerForRefusal(refusal: Refusal): ErrorAnswer {
  const { kind, code, message, field, retryAfterSeconds } = refusal
  return { status: refusalStatus[kind], code, message, field, retryAfterSeconds }
}

/** Outside systems' troubles without their own words, which are for staff and stand in the log (R031). */
export function answerForProviderError(error: ProviderError): ErrorAnswer {
  const retryAfterSeconds = Math.max(1, Math.ceil((error.retryAfterMs ?? 5_000) / 1_000))
  const answers: Record<ProviderErrorKind, ErrorAnswer> = {
    unavailable: {
      status: 503,
      code: error.code,
      message:
        'A system that is needed for this does not answer. Nothing was changed; try again in a moment.',
      retryAfterSeconds,
    },
    throttled: {
      status: 503,
      code: error.code,
      message: 'A system that is needed for this is busy. Nothing was changed; try again in a moment.',
      retryAfterSeconds,
    },
    'outcome-unknown': {
      status: 503,
      code: error.code,
      message:
        'A system did not confirm the change in time. Look whether it is there before you try again; a repeat with the same Idempotency-Key is safe.',
      retryAfterSeconds,
    },
    rejected: {
      status: 422,
      code: error.code,
      message: 'A system that is needed for this did not accept it. Name the correlation id to support.',
    },
    auth: {
      status: 503,
      code: 'OUTSIDE_SYSTEM_UNAVAILABLE',
      message: 'A system that is needed for this cannot be used until our staff has mended the access to it.',
    },
  }
  return answers[error.kind]
}

/** Every error that can leave a route, as an answer. Never a stack, never a secret. */
export function answerForError(error: unknown): ErrorAnswer {
  if (error instanceof ProviderError) return answerForProviderError(error)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    return invalid(first?.instancePath.split('/').filter(Boolean).join('.'), first?.message)
  }
  if (error instanceof ZodError) return internal
  if (isDatabaseDown(error)) return databaseDown
  const status = statusOf(error)
  const words = status === undefined ? undefined : httpWords[status]
  if (status === undefined || status >= 500) return internal
  return {
    status,
    ...(words ?? { code: 'REQUEST_REFUSED', message: 'The request cannot be taken as it is.' }),
  }
}

function invalid(field: string | undefined, why = ''): ErrorAnswer {
  const what = field ? `The field ${field}` : 'The request'
  const isMissing = why.endsWith('received undefined')
  const message = isMissing ? `${what} is missing.` : `${what} is not right: ${why}.`
  return { status: 400, code: 'INVALID_REQUEST', message, field: field || undefined }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

/** Sends `{error: {code, message, field?, retryAfterSeconds?, correlationId}}`. */
export function sendError(request: FastifyRequest, reply: FastifyReply, answer: ErrorAnswer): FastifyReply {
  const { status, ...body } = answer
  if (answer.retryAfterSeconds !== undefined) reply.header('Retry-After', answer.retryAfterSeconds)
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer')
  // Past the route's own response schemas, which describe what it answers when all is well.
  return reply
    .code(status)
    .serializer(JSON.stringify)
    .type('application/json; charset=utf-8')
    .send({ error: { ...body, correlationId: request.correlationId } })
}

/** Answers with a verb's outcome: the value under `status`, or the refusal under its own. */
export function sendOutcome(reply: FastifyReply, outcome: Outcome<unknown>, status = 200): FastifyReply {
  if (!outcome.ok) return sendError(reply.request, reply, answerForRefusal(outcome.refusal))
  return status === 204 ? reply.code(204).send() : reply.code(status).send(outcome.value)
}

/** The one place where errors of all routes become answers. */
export function addErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const answer = answerForError(error)
    const fields = { err: error, code: answer.code, method: request.method, path: pathOf(request) }
    if (answer === internal || answer === databaseDown) request.log.error(fields, 'A request failed.')
    else request.log.info(fields, 'A request was refused.')
    const retryAfterSeconds = answer.status === 429 ? Number(reply.getHeader('retry-after')) || 60 : undefined
    return sendError(request, reply, { retryAfterSeconds, ...answer })
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    sendError(request, reply, { status: 404, ...(httpWords[404] as { code: string; message: string }) }),
  )
}

/** Without the query, which may carry what nobody should read in a log. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}
