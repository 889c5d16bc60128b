import { refuse } from '@turnup/domain'
import { takeNonce } from '@turnup/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerForRefusal, sendError } from '../http/errors.ts'
import { isAddressIn } from '../http/loopback.ts'
import type { WebhookSettings } from '../settings/groups.ts'
import { isOneOf, isSignedBy, parseSignature } from './signature.ts'

type No = ReturnType<typeof refuse>

const nonceForm = /^[\x21-\x7e]{16,128}$/

function present<Secret>(...secrets: (Secret | undefined)[]): Secret[] {
  return secrets.filter((secret) => secret !== undefined)
}

/**
 * preHandler of doors that Salesforce calls (R003, R082 to R084): address, bearer token, headers, time, signature, and
 * only then the nonce, so that nobody without the key can use nonces up. Wants the raw body as `request.body`.
 */
export function requireSignedRequest(settings: WebhookSettings) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const refusal = beforeNonce(request, settings) ?? (await replayed(request, settings))
    if (!refusal) return undefined
    request.log.warn({ code: refusal.refusal.code, from: request.ip }, 'A webhook call was refused.')
    return sendError(request, reply, answerForRefusal(refusal.refusal))
  }
}

function beforeNonce(request: FastifyRequest, settings: WebhookSettings): No | undefined {
  const { allowedIps } = settings
  if (allowedIps.length > 0 && !isAddressIn(request.ip, allowedIps)) {
    return refuse('forbidden', 'ADDRESS_NOT_ALLOWED', `Calls from ${request.ip} are not allowed here.`)
  }
  return wrongToken(request, settings) ?? wrongSignature(request, settings)
}

function wrongToken(request: FastifyRequest, settings: WebhookSettings): No | undefined {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined) {
    return refuse(
      'unauthenticated',
      'AUTHORIZATION_MISSING',
      'Send the header Authorization: Bearer <token>.',
    )
  }
  if (isOneOf(present(settings.bearerToken, settings.previousBearerToken), token)) return undefined
  return refuse('unauthenticated', 'AUTHORIZATION_WRONG', 'The bearer token is not the one agreed on.')
}

function wrongSignature(request: FastifyRequest, settings: WebhookSettings): No | undefined {
  const timestamp = header(request, 'x-timestamp')
  const nonce = header(request, 'x-nonce')
  const signature = header(request, 'x-signature')
  if (!timestamp || !nonce || !signature) {
    const message = 'Send the headers X-Timestamp, X-Nonce and X-Signature.'
    return refuse('invalid', 'SIGNATURE_HEADERS_MISSING', message)
  }
  if (!/^\d{13}$/.test(timestamp)) {
    return refuse('invalid', 'TIMESTAMP_MALFORMED', 'X-Timestamp must be epoch milliseconds.')
  }
  if (!nonceForm.test(nonce)) {
    return refuse('invalid', 'NONCE_MALFORMED', 'X-Nonce must be 16 to 128 visible ASCII characters.')
  }
  const ageMs = Math.abs(request.server.services.clock.now().getTime() - Number(timestamp))
  if (ageMs > settings.windowMs) {
    const message = 'X-Timestamp is too far from the present time. Sign each call anew.'
    return refuse('unauthenticated', 'TIMESTAMP_OUTSIDE_WINDOW', message)
  }
  const parsed = parseSignature(signature)
  if (!parsed) {
    const message = 'X-Signature must be v1= or v2= and 64 hexadecimal digits.'
    return refuse('invalid', 'SIGNATURE_MALFORMED', message)
  }
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  const parts = { method: request.method, path: request.raw.url ?? '', timestamp, nonce, body }
  if (isSignedBy(present(settings.key, settings.previousKey), parsed, parts)) return undefined
  return refuse('unauthenticated', 'SIGNATURE_WRONG', 'X-Signature does not fit this request.')
}

async function replayed(request: FastifyRequest, settings: WebhookSettings): Promise<No | undefined> {
  const { db, clock } = request.server.services
  const now = clock.now()
  // Twice the window: a call signed at its far end stays acceptable for that long after now.
  const expiresAt = new Date(now.getTime() + 2 * settings.windowMs)
  if (await takeNonce(db, header(request, 'x-nonce') ?? '', now, expiresAt)) return undefined
  return refuse('unauthenticated', 'NONCE_USED', 'This X-Nonce was used before. Sign each call anew.')
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
