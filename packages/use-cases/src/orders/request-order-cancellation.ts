import type { CancelOrderRequest, OrderBody } from '@turnup/contracts'
import type { Outcome } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { cancelOrder } from '../fulfilment/cancel-order.ts'
import { findOwnOrder, readOrder } from './read-orders.ts'

/** Takes an order back before its fulfilment has begun; later it is refused with ORDER_IN_PROGRESS. */
export async function requestOrderCancellation(
  ctx: Context,
  sfOrderId: string,
  request: CancelOrderRequest,
): Promise<Outcome<OrderBody>> {
  return asCustomer(ctx, async (customer) => {
    const order = await findOwnOrder(ctx, customer, sfOrderId)
    if (!order.ok) return order
    const cancelled = await cancelOrder(ctx, order.value.id, request.reason ?? 'Cancelled by the customer')
    return cancelled.ok ? readOrder(ctx, sfOrderId) : cancelled
  })
}
