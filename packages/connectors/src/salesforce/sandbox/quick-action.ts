import { createHash, createHmac, randomUUID } from 'node:crypto'

/** Where "Provision in WHMCS" calls, as a Named Credential says it. */
export interface WebhookTarget {
  /** The portal's API without a slash at the end; a path in it is signed too. */
  baseUrl: string
  bearerToken: string
  signingKey: string
  /** An Apex call-out waits ten seconds unless told otherwise, and never longer than 120. */
  timeoutMs?: number
}

export interface SignedRequest {
  method: string
  /** With the query, exactly as sent. */
  path: string
  timestampMs: number
  nonce: string
  body: string
}

/**
 * X-Signature (R083): hex HMAC-SHA256 over five lines joined by LF: method, path, time, nonce and the hex SHA-256 of
 * the body.
 */
export function signWebhook(request: SignedRequest, key: string): string {
  const bodyHash = createHash('sha256').update(request.body, 'utf8').digest('hex')
  const lines = [
    request.method.toUpperCase(),
    request.path,
    String(request.timestampMs),
    request.nonce,
    bodyHash,
  ]
  return `v1=${createHmac('sha256', key).update(lines.join('\n'), 'utf8').digest('hex')}`
}

export interface QuickActionAnswer {
  /** 0 when no answer came. */
  status: number
  body: string
  /** What was sent, so that a story can send it again. */
  headers: Record<string, string>
}

/** What may differ from a well-made call: a repeated delivery, an old time, a used nonce, a forged signature. */
export interface QuickActionDetails {
  idempotencyKey?: string
  nonce?: string
  timestampMs?: number
  signature?: string
}

/** The Quick Action (R082, R093): POST /orders/{id}/fulfill with the five headers. */
export async function callFulfil(
  target: WebhookTarget,
  orderId: string,
  now: Date,
  details: QuickActionDetails = {},
): Promise<QuickActionAnswer> {
  const url = new URL(`${target.baseUrl.replace(/\/+$/, '')}/orders/${orderId}/fulfill`)
  const body = JSON.stringify({ orderId })
  const timestampMs = details.timestampMs ?? now.getTime()
  const nonce = details.nonce ?? randomUUID()
  const signed = { method: 'POST', path: url.pathname + url.search, timestampMs, nonce, body }
  const headers = {
    authorization: `Bearer ${target.bearerToken}`,
    'content-type': 'application/json',
    'idempotency-key': details.idempotencyKey ?? randomUUID(),
    'x-timestamp': String(timestampMs),
    'x-nonce': nonce,
    'x-signature': details.signature ?? signWebhook(signed, target.signingKey),
  }
  try {
    const signal = AbortSignal.timeout(target.timeoutMs ?? 10_000)
    const response = await fetch(url, { method: 'POST', headers, body, signal })
    return { status: response.status, body: await response.text(), headers }
  } catch {
    return { status: 0, body: 'No answer came in time.', headers }
  }
}
