import type { PlaceOrderRequest } from '@turnup/contracts'
import { isApiError } from '../../../api/api-error.ts'
import type { Sending } from './basket.ts'

/** The key under which a request is sent: the one of before while the content is the same, else a new one (R081). */
export async function sendingOf(body: PlaceOrderRequest, before: Sending | undefined): Promise<Sending> {
  const digest = await digestOf(JSON.stringify(body))
  if (before?.digest === digest) return before
  return { key: crypto.randomUUID(), digest, unsure: false }
}

/** The order may have arrived all the same: no answer, or one that is not about the order. */
export function isUnsure(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status >= 500 || unsureCodes.has(error.code))
}

const unsureCodes = new Set(['REQUEST_IN_PROGRESS', 'REQUEST_TIMEOUT', 'UNREADABLE_ANSWER'])

/** What was sent under the key is decided for good, and not as wished: another try is another order. */
export function endsKey(error: unknown): boolean {
  return isApiError(error) && endingCodes.has(error.code)
}

const endingCodes = new Set(['ORDER_REFUSED', 'ORDER_ENDED', 'IDEMPOTENCY_KEY_REUSED'])

/** SHA-256 of a text, in hex. */
export async function digestOf(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
