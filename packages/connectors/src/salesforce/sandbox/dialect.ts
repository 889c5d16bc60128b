import type { Json } from '@turnup/domain'
import type { FastifyReply } from 'fastify'
import type { Dialect } from '../../sandbox-kit/index.ts'

function refusal(reply: FastifyReply, status: number, errorCode: string, message: string): FastifyReply {
  return reply.code(status).send([{ message, errorCode }])
}

/** "UNABLE_TO_LOCK_ROW" or "FIELD_CUSTOM_VALIDATION_EXCEPTION: the words" */
function codeAndWords(
  message = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: The record was refused',
): [string, string] {
  const [, code, words] = message.match(/^([A-Z_]+)(?::\s*(.*))?$/) ?? []
  return code ? [code, words ?? code] : ['FIELD_CUSTOM_VALIDATION_EXCEPTION', message]
}

/** How Salesforce's REST API says it. */
export const restDialect: Dialect = {
  throttled: (reply) => refusal(reply, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'),
  serverError: (reply) => refusal(reply, 500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
  unauthorised: (reply) => refusal(reply, 401, 'INVALID_SESSION_ID', 'Session expired or invalid'),
  rejected(reply, message) {
    const [code, words] = codeAndWords(message)
    return refusal(reply, code === 'SERVER_UNAVAILABLE' ? 503 : 400, code, words)
  },
}

/** In a composite the refusal of one part comes inside a 200, and halts the other parts. */
export function compositeDialect(body: Json): Dialect {
  const parts = (Object(body) as { compositeRequest?: { referenceId: string }[] }).compositeRequest ?? []
  return {
    ...restDialect,
    rejected(reply, message) {
      const [errorCode, words] = codeAndWords(message)
      const halted = { errorCode: 'PROCESSING_HALTED', message: 'The transaction was rolled back' }
      const compositeResponse = parts.map(({ referenceId }, index) => ({
        body: [index === 0 ? { errorCode, message: words } : halted],
        httpHeaders: {},
        httpStatusCode: 400,
        referenceId,
      }))
      return reply.code(200).send({ compositeResponse })
    },
  }
}

/** The token endpoint has words of its own. */
export const loginDialect: Dialect = {
  ...restDialect,
  throttled: (reply) =>
    reply.code(400).send({ error: 'invalid_grant', error_description: 'login rate exceeded' }),
  unauthorised: (reply) =>
    reply.code(400).send({ error: 'invalid_grant', error_description: 'invalid assertion' }),
  rejected: (reply, message = 'invalid_grant') =>
    reply.code(400).send({ error: message, error_description: message }),
}
