import type { Dialect } from '../../sandbox-kit/index.ts'
import { ValidationRefusal } from './verification-rules.ts'
import { ApiRefusal } from './world.ts'

const mediaType = 'application/vnd.api+json'

/** A no in the carrier's form. */
export function refusalBody(error: ApiRefusal): string {
  const reasons = error instanceof ValidationRefusal ? error.reasons : [error.message]
  const errors = reasons.map((words) => ({
    title: words,
    detail: words,
    code: error.code,
    source: { pointer: error.pointer },
    status: String(error.status),
  }))
  return JSON.stringify({ errors })
}

/** Fault `reject`: 'Insufficient funds' and 409 have statuses of their own, all other words are a failed validation. */
function refusalFor(words: string): ApiRefusal {
  if (/insufficient funds/i.test(words)) return new ApiRefusal(400, words, { code: '400' })
  return new ApiRefusal(422, words)
}

export const dialect: Dialect = {
  throttled: (reply) =>
    reply
      .code(429)
      .header('retry-after', '2')
      .type(mediaType)
      .send(refusalBody(new ApiRefusal(429, 'Too many requests', { code: '429' }))),
  serverError: (reply) => reply.code(502).type('text/html').send('<html><h1>502 Bad Gateway</h1></html>'),
  rejected: (reply, message = 'The request is invalid') => {
    const refusal = refusalFor(message)
    return reply.code(refusal.status).type(mediaType).send(refusalBody(refusal))
  },
  unauthorised: (reply) =>
    reply
      .code(401)
      .type(mediaType)
      .send(refusalBody(new ApiRefusal(401, 'Unauthorized', { code: '401' }))),
}
