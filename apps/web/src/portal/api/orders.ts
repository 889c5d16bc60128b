import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  CancelOrderRequest,
  OrderBody,
  OrderListBody,
  OrderStatus,
  PlacedOrderBody,
  PlaceOrderRequest,
  SubscriptionListBody,
  TimelineEventBody,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'

const pageSize = 10

/** Own orders, newest first, page by page. */
export const orderListQuery = infiniteQueryOptions({
  queryKey: ['orders', 'list'],
  queryFn: ({ signal, pageParam }) => {
    const search = new URLSearchParams({ limit: String(pageSize) })
    if (pageParam) search.set('before', pageParam)
    return request<OrderListBody>('GET', `/api/orders?${search}`, { signal })
  },
  initialPageParam: '',
  getNextPageParam: ({ orders }) => (orders.length < pageSize ? undefined : orders.at(-1)?.id),
})

export function orderQuery(sfOrderId: string) {
  return queryOptions({
    queryKey: ['orders', 'one', sfOrderId],
    queryFn: ({ signal }) => request<OrderBody>('GET', pathOf(sfOrderId), { signal }),
  })
}

/** Where live progress of an order is told. */
export function orderEventsPath(sfOrderId: string): string {
  return `${pathOf(sfOrderId)}/events`
}

/** The services that came from an order, as billing knows them. */
export function servicesOfOrderQuery(sfOrderId: string) {
  return queryOptions({
    queryKey: ['orders', 'services', sfOrderId],
    queryFn: async ({ signal }) => {
      const { subscriptions } = await request<SubscriptionListBody>('GET', '/api/subscriptions', { signal })
      return subscriptions.filter((one) => one.sfOrderId === sfOrderId)
    },
  })
}

/** Sent again with the same key and the same content, it places one order (R081). */
export function placeOrder(body: PlaceOrderRequest, idempotencyKey: string): Promise<PlacedOrderBody> {
  return request<PlacedOrderBody>('POST', '/api/orders', { body, idempotencyKey })
}

export function cancelOrder(sfOrderId: string, body: CancelOrderRequest): Promise<OrderBody> {
  return request<OrderBody>('POST', `${pathOf(sfOrderId)}/cancel-request`, { body })
}

/** Writes a status that was told live into what is on the page; the rest of the order is read again. */
export function tellStatus(
  queryClient: QueryClient,
  sfOrderId: string,
  news: { status: OrderStatus; lastUpdatedAt: string },
): void {
  const { queryKey } = orderQuery(sfOrderId)
  queryClient.setQueryData(queryKey, (order) => order && { ...order, ...news })
  void queryClient.invalidateQueries({ queryKey })
  void queryClient.invalidateQueries({ queryKey: orderListQuery.queryKey })
}

/** Adds what happened to the story on the page; a stream that comes back tells some of it again. */
export function tellEvent(queryClient: QueryClient, sfOrderId: string, event: TimelineEventBody): void {
  queryClient.setQueryData(orderQuery(sfOrderId).queryKey, (order) => {
    if (!order || order.timeline.some(({ id }) => id === event.id)) return order
    return { ...order, timeline: [...order.timeline, event] }
  })
}

function pathOf(sfOrderId: string): string {
  return `/api/orders/${encodeURIComponent(sfOrderId)}`
}
