import type { Json } from '../json.ts'
import type { ProviderErrorKind } from '../provider-error.ts'

/** One call to an outside system as it went, already redacted by the connector. */
export interface Exchange {
  connector: string
  /** The remote function: 'AddOrder', 'POST /sobjects/Order', 'downloadOrder'. */
  operation: string
  effect: 'read' | 'write'
  request: Json
  response?: Json
  /** HTTP or gRPC status where there was an answer. */
  status?: number
  durationMs: number
  outcome: 'ok' | ProviderErrorKind
}

/** What the wiring hands to every connector; connectors know nothing else of ours. */
export interface ConnectorDeps {
  now(): Date
  /** The correlation id of the work in hand, to be passed on where the outside system takes one. */
  correlationId(): string
  /** Called once for each remote call; feeds metrics, logs and the open attempt. */
  observe(exchange: Exchange): void
}

/** One finding of `turnup doctor`. */
export interface CheckResult {
  /** Stable: 'whmcs.custom-field.customer-number'. */
  id: string
  level: 'ok' | 'warning' | 'failure'
  what: string
  /** What to do about it; present unless the level is ok. */
  mend?: string
}

/** Every connector can say whether it is set up well; never changes anything outside. */
export interface Checkable {
  check(): Promise<CheckResult[]>
}
