import { accept, type Outcome } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { findOwnOrder } from './read-orders.ts'

/** Whether the customer may watch this order, and under which names the feed knows both. */
export async function findOrderToFollow(
  ctx: Context,
  sfOrderId: string,
): Promise<Outcome<{ orderId: string; customerId: string }>> {
  return asCustomer(ctx, async (customer) => {
    const order = await findOwnOrder(ctx, customer, sfOrderId)
    return order.ok ? accept({ orderId: order.value.id, customerId: customer.customerId }) : order
  })
}
