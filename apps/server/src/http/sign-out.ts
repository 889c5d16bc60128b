import { closeBrowserSession } from '@turnup/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { recogniseBrowser } from './authentication.ts'
import { answerForRefusal, sendError } from './errors.ts'
import { forgeryRefusal } from './forged-requests.ts'
import { type Door, forgetSession } from './session-cookie.ts'

/** Ends this browser's session and forgets its cookie. Without a session there is nothing to do. */
export async function signOut(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
): Promise<FastifyReply> {
  const known = await recogniseBrowser(request, door)
  if (known) {
    const refusal = forgeryRefusal(request, known.sessionToken)
    if (refusal) return sendError(request, reply, answerForRefusal(refusal))
    await closeBrowserSession(request.server.services, known.sessionToken)
  }
  return forgetSession(reply, door).code(204).send(null)
}
