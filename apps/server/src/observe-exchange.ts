import type { Clock, Dino, Exchange } from '@turnup/domain'
import { recordExchange } from '@turnup/fulfilment'
import type { Metrics } from './observability/metrics.ts'
import type { ConnectorWatch } from './observability/watch-connectors.ts'

/** Where every call to an outside system is noted: metrics, log, health of the connector, the open attempt. */
export function createExchangeObserver(parts: {
  metrics: Metrics
  watch: ConnectorWatch
  log: Dino
  clock: Clock
  correlationId(): string
}): (exchange: Exchange) => void {
  const { metrics, watch, log, clock } = parts
  return (exchange) => {
    metrics.observeCall(exchange)
    watch.note(exchange, clock.now())
    recordExchange(exchange)
    const { connector, operation, effect, status, durationMs, outcome } = exchange
    const fields = {
      connector,
      operation,
      effect,
      status,
      durationMs,
      outcome,
      correlationId: parts.correlationId(),
    }
    if (outcome === 'ok') log.debug(fields, 'Outside call.')
    else log.warn(fields, 'Outside call failed.')
  }
}
