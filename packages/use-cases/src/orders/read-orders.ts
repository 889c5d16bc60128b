import type { OrderBody, OrderListBody, OrderListQuery } from '@turnup/contracts'
import { accept, type CustomerMapping, type Outcome, refuse } from '@turnup/domain'
import {
  findOrderOfCustomer,
  listOrdersOfCustomer,
  type OrderOfCustomer,
  readPublicTimeline,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { orderBody, orderSummary } from './order-body.ts'
import { orderPbxBodies } from './order-pbx-body.ts'

/** The customer's orders, newest first. */
export async function listOrders(ctx: Context, query: OrderListQuery): Promise<Outcome<OrderListBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const orders = await listOrdersOfCustomer(ctx.db, customerId, query)
    const pbx = await orderPbxBodies(ctx, orders)
    return accept({
      orders: orders.map((order) => orderSummary(order, ctx.policy.currency, pbx.get(order.id))),
    })
  })
}

/** One order with its story (R074). Somebody else's is not found. */
export async function readOrder(ctx: Context, sfOrderId: string): Promise<Outcome<OrderBody>> {
  return asCustomer(ctx, async (customer) => {
    const order = await findOwnOrder(ctx, customer, sfOrderId)
    if (!order.ok) return order
    const timeline = await readPublicTimeline(ctx.db, [{ orderId: order.value.id }])
    const pbx = await orderPbxBodies(ctx, [order.value])
    return accept(orderBody(order.value, timeline, ctx.policy.currency, pbx.get(order.value.id)))
  })
}

export async function findOwnOrder(
  ctx: Context,
  { customerId }: CustomerMapping,
  sfOrderId: string,
): Promise<Outcome<OrderOfCustomer>> {
  const order = await findOrderOfCustomer(ctx.db, customerId, { crmOrderId: sfOrderId })
  if (order?.kind === 'acquisition') return accept(order)
  return refuse('not-found', 'ORDER_NOT_FOUND', 'You have no order with this number.')
}
