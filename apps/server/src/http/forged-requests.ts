import { type Refusal, refuse } from '@turnup/domain'
import { isCsrfTokenOf } from '@turnup/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerForRefusal, sendError } from './errors.ts'

const csrfTokenWrong = refuse(
  'forbidden',
  'CSRF_TOKEN_WRONG',
  'This page is out of date. Reload it, then try again.',
)
const sentFromElsewhere = refuse(
  'forbidden',
  'SENT_FROM_ELSEWHERE',
  'This request came from another web site, so it was not carried out. Open the page itself and try again.',
)

/** Browsers say with every request which site caused it; programs say nothing (Fetch Metadata). */
function isFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin'
}

/**
 * Why a request that comes with a session's cookie may not have been meant by the person: it changes something and does
 * not carry the token that only our own pages know. Reading is left to the browser's same-origin policy.
 */
export function forgeryRefusal(request: FastifyRequest, sessionToken: string): Refusal | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  if (isFromElsewhere(request)) return sentFromElsewhere.refusal
  const given = request.headers['x-csrf-token']
  const { services } = request.server
  if (typeof given === 'string' && isCsrfTokenOf(services, sessionToken, given)) return undefined
  return csrfTokenWrong.refusal
}

/** onRequest: for signing in, where there is no session yet, so that no other site signs anybody in as somebody else. */
export async function requireSameOrigin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (isFromElsewhere(request)) return sendError(request, reply, answerForRefusal(sentFromElsewhere.refusal))
}
