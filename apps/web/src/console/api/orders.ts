import { queryOptions } from '@tanstack/react-query'
import type {
  BulkRepairBody,
  BulkRepairRequest,
  ConsoleAttemptsPage,
  ConsoleOrderBody,
  ConsoleTimelineEventBody,
  ConsoleTimelinePage,
  DecideRequest,
  FulfilAnswerBody,
  RepairRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

/** Everything that the console has read about orders begins with this key. */
export const ordersKey = ['console', 'orders'] as const

const pathOf = (id: string) => `/api/console/orders/${encodeURIComponent(id)}`

/** Everything about one order, by our id or the CRM's; its pages of attempts are under the same key. */
export function orderKey(id: string) {
  return [...ordersKey, 'one', id] as const
}

export function orderQuery(id: string) {
  return queryOptions({
    queryKey: [...orderKey(id), 'page'],
    queryFn: ({ signal }) => request<ConsoleOrderBody>('GET', pathOf(id), { signal }),
  })
}

export function attemptPages(id: string, step?: string) {
  return {
    queryKey: [...orderKey(id), 'attempts', step ?? 'all'],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ConsoleAttemptsPage>('GET', addressOf(`${pathOf(id)}/attempts`, { step, cursor }), { signal }),
  }
}

export function timelinePages(id: string) {
  return {
    queryKey: [...orderKey(id), 'timeline'],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ConsoleTimelinePage>('GET', addressOf(`${pathOf(id)}/timeline`, { cursor }), { signal }),
  }
}

export interface OrderChanged {
  orderId: string
  state: ConsoleOrderBody['state']
}

export function repairOrder(id: string, body: RepairRequest): Promise<OrderChanged> {
  return request<OrderChanged>('POST', `${pathOf(id)}/repair`, { body })
}

export function decideOrder(id: string, body: DecideRequest): Promise<OrderChanged> {
  return request<OrderChanged>('POST', `${pathOf(id)}/decide`, { body })
}

export function cancelOrder(id: string, reason: string): Promise<OrderChanged> {
  return request<OrderChanged>('POST', `${pathOf(id)}/cancel`, { body: { reason } })
}

/** @param idempotencyKey the click: sent again it changes nothing */
export function fulfilOrder(id: string, idempotencyKey: string): Promise<FulfilAnswerBody> {
  return request<FulfilAnswerBody>('POST', `${pathOf(id)}/fulfil`, { idempotencyKey })
}

export function addOrderNote(id: string, text: string): Promise<ConsoleTimelineEventBody> {
  return request<ConsoleTimelineEventBody>('POST', `${pathOf(id)}/notes`, { body: { text } })
}

/** The same repair for many orders; the answer says what became of each. */
export function repairInBulk(body: BulkRepairRequest): Promise<BulkRepairBody> {
  return request<BulkRepairBody>('POST', '/api/console/repairs/bulk', { body })
}
