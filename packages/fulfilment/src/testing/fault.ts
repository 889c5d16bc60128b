import { ProviderError, type ProviderErrorKind } from '@turnup/domain'

/** How one call to the outside world goes wrong. */
export type Fault =
  /** A business no; nothing happens. */
  | { kind: 'refused'; code?: string }
  | { kind: 'unavailable' }
  | { kind: 'throttled'; retryAfterMs?: number }
  | { kind: 'auth' }
  /** It happens, the answer is lost. */
  | { kind: 'answer-lost' }
  /** The request is lost: it never happens, and nobody can tell. */
  | { kind: 'request-lost' }
  /** The answer never comes, and the effect happens so much later. */
  | { kind: 'late'; afterMs: number }
  /** The process dies: before the request leaves it, or after the effect. */
  | { kind: 'killed-before' }
  | { kind: 'killed-after' }
  /** Nothing moves until `go` resolves; then the call goes as if nothing had been. */
  | { kind: 'held'; go: Promise<void> }
  /** A fault in our own code. */
  | { kind: 'broken' }

const words: Record<ProviderErrorKind, string> = {
  unavailable: 'does not answer',
  throttled: 'asks us to slow down',
  'outcome-unknown': 'did not answer in time',
  rejected: 'said no',
  auth: 'refuses our credentials',
}

export function providerError(
  kind: ProviderErrorKind,
  connector: string,
  operation: string,
  options: { code?: string; retryAfterMs?: number } = {},
): ProviderError {
  return new ProviderError(kind, {
    code: options.code ?? kind.toUpperCase().replace('-', '_'),
    connector,
    operation,
    message: `${connector} ${words[kind]} (${operation}).`,
    retryAfterMs: options.retryAfterMs,
  })
}
