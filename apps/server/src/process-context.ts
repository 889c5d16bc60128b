import { randomUUID } from 'node:crypto'
import { currentCorrelationId } from '@turnup/fulfilment'
import { requestCorrelationId } from './http/correlation.ts'

/** The correlation id of the work in hand: an order's step, an HTTP request, a sweep; a new one outside of any. */
export function presentCorrelationId(): string {
  return currentCorrelationId() ?? requestCorrelationId() ?? randomUUID()
}
