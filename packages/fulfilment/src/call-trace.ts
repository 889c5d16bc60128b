import { AsyncLocalStorage } from 'node:async_hooks'
import type { Exchange, Json } from '@turnup/domain'

interface CallTrace {
  correlationId: string
  exchanges: Exchange[]
}

const storage = new AsyncLocalStorage<CallTrace>()
/** More than this of one attempt is noise; the last ones say how it ended. */
const keptExchanges = 12

/** Runs work under a correlation id and collects the outside calls it makes. */
export async function traced<Value>(
  correlationId: string,
  work: (trace: CallTrace) => Promise<Value>,
): Promise<Value> {
  const trace: CallTrace = { correlationId, exchanges: [] }
  return storage.run(trace, () => work(trace))
}

/** For the wiring: every connector reports its calls here. */
export function recordExchange(exchange: Exchange): void {
  const trace = storage.getStore()
  if (!trace) return
  trace.exchanges.push(exchange)
  if (trace.exchanges.length > keptExchanges) trace.exchanges.shift()
}

/** The correlation id of the work in hand, or undefined outside of any. */
export function currentCorrelationId(): string | undefined {
  return storage.getStore()?.correlationId
}

export function exchangesAsJson(exchanges: Exchange[]): Json {
  return exchanges.map((exchange) => ({
    ...exchange,
    response: exchange.response ?? null,
    status: exchange.status ?? null,
  }))
}
