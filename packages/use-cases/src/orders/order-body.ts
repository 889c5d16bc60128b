import type { OrderBody, OrderPbxBody, OrderStatus, OrderSummaryBody } from '@turnup/contracts'
import { addMoney, type BillingCycle, type Money, type OrderItem, type OrderState } from '@turnup/domain'
import type { OrderOfCustomer, PublicTimelineEvent } from '@turnup/store'

/** Our states in the words of document 1 (R074, R142). What waits for staff has failed in those words (R085). */
export const statusOf: Record<OrderState, OrderStatus> = {
  acknowledged: 'Pending Review',
  pending: 'Pending Review',
  inProgress: 'Activating',
  held: 'Failed',
  assessingCancellation: 'Cancelled',
  cancelled: 'Cancelled',
  completed: 'Provisioned',
  rejected: 'Cancelled',
}

/** States in which a customer may still take an order back without asking anybody. */
const cancellableStates: readonly OrderState[] = ['acknowledged', 'pending']

/** An order as its customer sees it: no errors of outside systems, no staff notes, no full identifiers. */
export function orderSummary(order: OrderOfCustomer, currency: string, pbx?: OrderPbxBody): OrderSummaryBody {
  const serviceIds = order.billing_service_ids.map(Number).filter(Number.isSafeInteger)
  return {
    id: order.id,
    sfOrderId: order.crm_order_id ?? undefined,
    status: statusOf[order.state],
    whmcsOrderId: order.billing_order_id ?? undefined,
    whmcsServiceIds: serviceIds.length > 0 ? serviceIds : undefined,
    placedAt: order.created_at.toISOString(),
    lastUpdatedAt: order.updated_at.toISOString(),
    items: order.items.map((item) => ({
      sku: item.sku,
      name: item.name,
      category: item.category,
      billingCycle: item.billingCycle,
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      configOptions: item.configOptions,
    })),
    totals: {
      monthly: totalOf(order.items, 'monthly', currency),
      annually: totalOf(order.items, 'annually', currency),
      once: totalOf(order.items, 'one-time', currency),
    },
    maskedIccid: order.masked_iccid ?? undefined,
    actionRequired: order.next_action?.who === 'customer' ? order.next_action.why : undefined,
    cancellable: cancellableStates.includes(order.state),
    pbx,
  }
}

export function orderBody(
  order: OrderOfCustomer,
  timeline: PublicTimelineEvent[],
  currency: string,
  pbx?: OrderPbxBody,
): OrderBody {
  const { id: _, sfOrderId, ...summary } = orderSummary(order, currency, pbx)
  if (!sfOrderId) throw new Error(`Order ${order.id} is not in the CRM yet and has no page.`)
  return { sfOrderId, ...summary, timeline: timeline.map(timelineEventBody) }
}

export function timelineEventBody({ id, at, kind, text }: PublicTimelineEvent) {
  return { id, at: at.toISOString(), kind, text }
}

/** Sum over the items of one billing cycle. Lines in another currency than the first are a fault of the catalogue. */
export function totalOf(items: OrderItem[], cycle: BillingCycle, currency: string): Money {
  const amounts = items
    .filter((item) => item.billingCycle === cycle)
    .map(({ unitPrice, quantity }) => ({ ...unitPrice, amountMinor: unitPrice.amountMinor * quantity }))
  const nothing = { amountMinor: 0, currency: items[0]?.unitPrice.currency ?? currency }
  return amounts.reduce(addMoney, nothing)
}
