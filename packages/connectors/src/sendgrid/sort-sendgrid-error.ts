import { ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { z } from 'zod'
import { boundedWaitMs } from '../http/index.ts'
import { maskAddresses } from '../mail-record/mail-record.ts'

export const connectorId = 'sendgrid'

/** What the client throws: an answer of SendGrid, or axios's code when there was none. */
const Failure = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  response: z
    .object({
      status: z.number().optional(),
      headers: z.object({ 'x-ratelimit-reset': z.coerce.number().optional() }).optional().catch(undefined),
      body: z
        .object({ errors: z.array(z.object({ message: z.string(), field: z.string().nullish() })) })
        .optional()
        .catch(undefined),
    })
    .optional(),
})

const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

interface Meaning {
  kind: ProviderErrorKind
  code: string
  words: string
}

function meaningOfStatus(status: number): Meaning {
  if (status === 429)
    return { kind: 'throttled', code: 'TOO_MANY_REQUESTS', words: 'takes no more mails at the moment' }
  if (status === 401) return { kind: 'auth', code: 'CREDENTIALS_REFUSED', words: 'refused our API key' }
  if (status === 403)
    return { kind: 'auth', code: 'SENDER_REFUSED', words: 'does not let this key or sender send' }
  if (status >= 400 && status < 500)
    return { kind: 'rejected', code: 'MAIL_REFUSED', words: 'refused the mail' }
  return {
    kind: 'outcome-unknown',
    code: 'REPLY_NOT_UNDERSTOOD',
    words: 'did not say whether it took the mail',
  }
}

/** X-RateLimit-Reset is an instant in epoch seconds. */
function waitMs(resetSeconds: number | undefined, now: Date): number | undefined {
  return boundedWaitMs((resetSeconds ?? 0) * 1_000 - now.getTime())
}

export function unexpectedAnswer(status: number): ProviderError {
  const { kind, code, words } = meaningOfStatus(status >= 400 ? status : 500)
  return new ProviderError(kind, {
    code,
    connector: connectorId,
    operation: 'send',
    message: `SendGrid ${words} (HTTP ${status}).`,
    detail: { status },
  })
}

/** What a failed send means. The client's own error is left out: it holds the request with our key. */
export function sortSendGridError(error: unknown, now: Date): ProviderError {
  const failure = Failure.safeParse(error).data ?? {}
  const status = typeof failure.code === 'number' ? failure.code : failure.response?.status
  const base = { connector: connectorId, operation: 'send' }
  if (status === undefined) {
    const isUnsent = notSent.has(String(failure.code))
    return new ProviderError(isUnsent ? 'unavailable' : 'outcome-unknown', {
      ...base,
      code: isUnsent ? 'UNREACHABLE' : 'REPLY_LOST',
      message: isUnsent
        ? `SendGrid cannot be reached (${failure.code}).`
        : 'SendGrid took the request but no answer came back; whether the mail goes out is not known yet.',
    })
  }
  const { kind, code, words } = meaningOfStatus(status)
  const reasons = (failure.response?.body?.errors ?? []).map(({ message, field }) =>
    maskAddresses(field ? `${message} (${field})` : message),
  )
  return new ProviderError(kind, {
    ...base,
    code,
    message: `SendGrid ${words} (HTTP ${status})${reasons.length > 0 ? `: ${reasons.join('; ')}` : '.'}`,
    detail: { status, reasons },
    retryAfterMs: waitMs(failure.response?.headers?.['x-ratelimit-reset'], now),
  })
}
