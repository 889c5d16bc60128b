import { queryOptions } from '@tanstack/react-query'
import type { ConsoleOrderListBody, FalloutBody, FalloutGroupBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'
import { ordersKey } from './orders.ts'

export const falloutKey = ['console', 'fallout'] as const

/** Everything that needs a person, by cause; read again by itself where the live stream is not there. */
export const falloutQuery = queryOptions({
  queryKey: falloutKey,
  queryFn: ({ signal }) => request<FalloutBody>('GET', '/api/console/fallout', { signal }),
  refetchInterval: 30_000,
})

/** The orders of a cause in the words of the order list; steps of other actions may be among them. */
export function filterOfCause({ code, connector, action }: FalloutGroupBody) {
  return {
    state: action === undefined ? 'held' : 'held,inProgress,assessingCancellation',
    errorCode: code,
    ...(connector === undefined ? {} : { connector }),
  }
}

export function ordersOfCausePages(group: FalloutGroupBody) {
  const filter = filterOfCause(group)
  return {
    queryKey: [...ordersKey, 'of-cause', filter],
    readPage: (cursor: string | undefined, signal?: AbortSignal) =>
      readOrdersOfCause(group, cursor, 50, signal),
  }
}

/** One page of the orders of a cause, longest waiting first. */
export function readOrdersOfCause(
  group: FalloutGroupBody,
  cursor: string | undefined,
  limit: number,
  signal?: AbortSignal,
): Promise<ConsoleOrderListBody> {
  const search = { ...filterOfCause(group), sort: 'created', cursor, limit }
  return request<ConsoleOrderListBody>('GET', addressOf('/api/console/orders', search), { signal })
}
