import { queryOptions } from '@tanstack/react-query'
import type { OrderListBody, OrderSummaryBody } from '@turnup/contracts'
import { request } from '../../../api/request.ts'

/** The newest orders, read again by themselves while one of them is still moving. */
export const latestOrdersQuery = queryOptions({
  queryKey: ['orders', 'latest'],
  queryFn: async ({ signal }) =>
    (await request<OrderListBody>('GET', '/api/orders?limit=10', { signal })).orders,
  refetchInterval: ({ state }) => (state.data?.some(isMoving) ? 5_000 : false),
})

/** Not finished, one way or the other. */
export function isMoving({ status }: Pick<OrderSummaryBody, 'status'>): boolean {
  return status === 'Pending Review' || status === 'Activating' || status === 'Failed'
}
