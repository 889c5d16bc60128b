/** Every way in which Turnup says no to a request; one exhaustive mapper per transport turns it into an answer. */
export const refusalKinds = [
  'invalid', // the request itself is wrong: fields say where
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict', // the state of things does not allow it now
  'unprocessable', // well-formed, but a business rule says no
  'too-many-requests',
  'unavailable', // an outside system is needed and does not answer: try again
] as const
export type RefusalKind = (typeof refusalKinds)[number]

export interface Refusal {
  kind: RefusalKind
  /** Stable, upper snake case: CUSTOMER_NUMBER_UNKNOWN. */
  code: string
  /** What happened and what to do next, for a person. */
  message: string
  /** Path of the field at fault, for example "items.0.productId". */
  field?: string
  retryAfterSeconds?: number
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal }

export function accept<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refuse(
  kind: RefusalKind,
  code: string,
  message: string,
  more: { field?: string; retryAfterSeconds?: number } = {},
): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { kind, code, message, ...more } }
}
