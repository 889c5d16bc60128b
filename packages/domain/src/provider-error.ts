import type { Json } from './json.ts'

/** What a failed call to an outside system means for us; the executor decides by this alone (law 2). */
export type ProviderErrorKind = 'unavailable' | 'throttled' | 'outcome-unknown' | 'rejected' | 'auth'

export interface ProviderErrorOptions {
  /** Stable code for people and programs, for example PAYMENT_METHOD_MISSING or ORDER_REFUSED. */
  code: string
  /** What happened and what to do, in words that may be shown to an operator; never a secret. */
  message: string
  connector: string
  operation: string
  /** How long the outside system asked us to wait, in milliseconds. */
  retryAfterMs?: number
  /** The outside system's own words or codes, already redacted. */
  detail?: Json
  cause?: unknown
}

/** Thrown by connectors, and only by connectors. */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind
  readonly code: string
  readonly connector: string
  readonly operation: string
  readonly retryAfterMs: number | undefined
  readonly detail: Json | undefined

  constructor(kind: ProviderErrorKind, options: ProviderErrorOptions) {
    super(options.message, { cause: options.cause })
    this.name = 'ProviderError'
    this.kind = kind
    this.code = options.code
    this.connector = options.connector
    this.operation = options.operation
    this.retryAfterMs = options.retryAfterMs
    this.detail = options.detail
  }
}
