import type { FastifyReply } from 'fastify'
import type { Dialect } from '../../sandbox-kit/index.ts'

function problem(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  return reply.code(status).send({ code, message })
}

/** How the line activation service says no: `{code, message}` with a fitting HTTP status. */
export const mvneDialect: Dialect = {
  throttled: (reply) => problem(reply.header('retry-after', '2'), 429, 'TOO_MANY_REQUESTS', 'Slow down'),
  serverError: (reply) => problem(reply, 500, 'INTERNAL', 'Internal error'),
  rejected: (reply, message = 'The plan is not sold any more') => problem(reply, 422, 'REFUSED', message),
  unauthorised: (reply) => problem(reply, 401, 'UNAUTHORISED', 'The key is unknown'),
}
