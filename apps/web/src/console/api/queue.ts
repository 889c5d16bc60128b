import { queryOptions } from '@tanstack/react-query'
import type { ConsoleCustomerListBody, ConsoleOrderCountsBody, ConsoleOrderListBody } from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'
import { ordersKey } from './orders.ts'

/** The list's filter in the words of the API. */
export type OrderListFilter = Record<string, string | boolean | undefined>

export function queuePages(filter: OrderListFilter) {
  return {
    queryKey: [...ordersKey, 'list', filter],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ConsoleOrderListBody>('GET', addressOf('/api/console/orders', { ...filter, cursor }), {
        signal,
      }),
  }
}

export const orderCountsQuery = queryOptions({
  queryKey: [...ordersKey, 'counts'],
  queryFn: ({ signal }) => request<ConsoleOrderCountsBody>('GET', '/api/console/orders/counts', { signal }),
})

const mostFound = 6

/** For the command palette: orders by their ids and numbers. */
export function foundOrdersQuery(text: string) {
  return queryOptions({
    queryKey: [...ordersKey, 'found', text],
    queryFn: ({ signal }) =>
      request<ConsoleOrderListBody>('GET', addressOf('/api/console/orders', { text, limit: mostFound }), {
        signal,
      }),
  })
}

/** For the command palette: customers by number, e-mail address or last name. */
export function foundCustomersQuery(query: string) {
  return queryOptions({
    queryKey: ['console', 'customers', 'found', query],
    queryFn: ({ signal }) =>
      request<ConsoleCustomerListBody>(
        'GET',
        addressOf('/api/console/customers', { query, limit: mostFound }),
        {
          signal,
        },
      ),
  })
}
