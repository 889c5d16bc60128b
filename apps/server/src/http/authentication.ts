import { accept, type Outcome, type Refusal, refuse } from '@turnup/domain'
import type { OperatorRole } from '@turnup/store'
import { type Actor, hasRole, recogniseBrowserSession, verifyAccessToken } from '@turnup/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerForRefusal, sendError } from './errors.ts'
import { forgeryRefusal } from './forged-requests.ts'
import { type Door, sessionTokenOf } from './session-cookie.ts'

const kindOf = { portal: 'customer', console: 'operator' } as const

/** Who comes with this browser's session; undefined when nobody is signed in. Says nothing of forgery. */
export async function recogniseBrowser(
  request: FastifyRequest,
  door: Door,
): Promise<{ actor: Actor; sessionToken: string } | undefined> {
  const sessionToken = sessionTokenOf(request, door)
  if (!sessionToken) return undefined
  const actor = await recogniseBrowserSession(request.server.services, kindOf[door], sessionToken)
  return actor && { actor, sessionToken }
}

/** An access token where one is sent, else the browser's session. */
async function authenticate(request: FastifyRequest, door: Door): Promise<Outcome<Actor>> {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ')
  if (scheme?.toLowerCase() === 'bearer') {
    const isWhole = token && rest.length === 0
    const actor = isWhole ? await verifyAccessToken(request.server.services, token) : undefined
    return actor ? accept(actor) : signInFirst
  }
  const known = await recogniseBrowser(request, door)
  if (!known) return signInFirst
  const refusal = forgeryRefusal(request, known.sessionToken)
  return refusal ? { ok: false, refusal } : accept(known.actor)
}

function no(request: FastifyRequest, reply: FastifyReply, { refusal }: { refusal: Refusal }): FastifyReply {
  return sendError(request, reply, answerForRefusal(refusal))
}

export const signInFirst = refuse('unauthenticated', 'NOT_SIGNED_IN', 'Sign in first.')
const customersOnly = refuse('forbidden', 'CUSTOMERS_ONLY', 'This part is for customers of the portal.')
const operatorsOnly = refuse('forbidden', 'OPERATORS_ONLY', 'This part is for operators of the console.')

/** preHandler: only a signed-in customer passes; `request.actor` is that customer. */
export async function requireCustomer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const known = await authenticate(request, 'portal')
  if (!known.ok) return no(request, reply, known)
  if (known.value.kind !== 'customer') return no(request, reply, customersOnly)
  request.actor = known.value
}

/** preHandler: only an operator with this role or a higher one passes; `request.actor` is that operator (R149). */
export function requireOperator(minimumRole: OperatorRole) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const known = await authenticate(request, 'console')
    if (!known.ok) return no(request, reply, known)
    const actor = known.value
    if (actor.kind !== 'operator') return no(request, reply, operatorsOnly)
    if (!hasRole(actor.role, minimumRole)) {
      const message = `This needs the role ${minimumRole}; yours is ${actor.role}.`
      return no(request, reply, refuse('forbidden', 'ROLE_TOO_LOW', message))
    }
    request.actor = actor
  }
}
