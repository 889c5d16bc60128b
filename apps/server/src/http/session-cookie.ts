import type { CookieSerializeOptions } from '@fastify/cookie'
import type { Outcome } from '@turnup/domain'
import { type BrowserSession, closeBrowserSession } from '@turnup/use-cases'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendOutcome } from './errors.ts'

/** The two doors have a cookie each: an operator may try out the portal in the same browser. */
export type Door = 'portal' | 'console'

declare module 'fastify' {
  interface FastifyInstance {
    sessionCookies: Record<Door, SessionCookie>
  }
}

export interface SessionCookie {
  name: string
  options: CookieSerializeOptions
}

/**
 * How the sessions' cookies are called and sent. No script reads them, no other site makes a browser send them, and
 * they end with the browser; the server ends them sooner.
 */
export function sessionCookiesFor(publicUrl: string): Record<Door, SessionCookie> {
  const secure = publicUrl.startsWith('https:')
  const cookie = (name: string, path: string): SessionCookie => ({
    // Browsers take a __Secure- cookie only over https: nobody on the way can plant one.
    name: secure ? `__Secure-${name}` : name,
    options: { path, httpOnly: true, sameSite: 'strict', secure },
  })
  return {
    portal: cookie('turnup-portal', '/api'),
    console: cookie('turnup-console', '/api/console'),
  }
}

/** The session token that the browser sent for this door. */
export function sessionTokenOf(request: FastifyRequest, door: Door): string | undefined {
  return request.cookies[request.server.sessionCookies[door].name]
}

export function forgetSession(reply: FastifyReply, door: Door): FastifyReply {
  const { name, options } = reply.server.sessionCookies[door]
  return reply.clearCookie(name, options)
}

/** Answers a sign-in: the session in the cookie, the rest in the body. The one before it in this browser is over. */
export async function sendSession(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { outcome, status }: { outcome: Outcome<BrowserSession & object>; status: number },
): Promise<FastifyReply> {
  if (!outcome.ok) return sendOutcome(reply, outcome)
  const { sessionToken, ...body } = outcome.value
  const before = sessionTokenOf(request, door)
  if (before) await closeBrowserSession(request.server.services, before)
  const { name, options } = reply.server.sessionCookies[door]
  return reply.setCookie(name, sessionToken, options).code(status).send(body)
}
