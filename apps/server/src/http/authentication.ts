import { type Refusal, refuse } from '@turnup/domain'
import type { OperatorRole } from '@turnup/store'
import { type Actor, hasRole, verifyAccessToken } from '@turnup/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerForRefusal, sendError } from './errors.ts'

async function authenticate(request: FastifyRequest): Promise<Actor | undefined> {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) return undefined
  return verifyAccessToken(request.server.services, token)
}

function no(request: FastifyRequest, reply: FastifyReply, refusal: { refusal: Refusal }): FastifyReply {
  return sendError(request, reply, answerForRefusal(refusal.refusal))
}

const signInFirst = refuse('unauthenticated', 'NOT_SIGNED_IN', 'Sign in first, or refresh your access token.')

/** preHandler: only a signed-in customer passes; `request.actor` is that customer. */
export async function requireCustomer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const actor = await authenticate(request)
  if (!actor) return no(request, reply, signInFirst)
  if (actor.kind !== 'customer') {
    return no(
      request,
      reply,
      refuse('forbidden', 'CUSTOMERS_ONLY', 'This part is for customers of the portal.'),
    )
  }
  request.actor = actor
}

/** preHandler: only an operator with this role or a higher one passes; `request.actor` is that operator (R149). */
export function requireOperator(minimumRole: OperatorRole) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const actor = await authenticate(request)
    if (!actor) return no(request, reply, signInFirst)
    if (actor.kind !== 'operator') {
      return no(
        request,
        reply,
        refuse('forbidden', 'OPERATORS_ONLY', 'This part is for operators of the console.'),
      )
    }
    if (!hasRole(actor.role, minimumRole)) {
      const message = `This needs the role ${minimumRole}; yours is ${actor.role}.`
      return no(request, reply, refuse('forbidden', 'ROLE_TOO_LOW', message))
    }
    request.actor = actor
  }
}
