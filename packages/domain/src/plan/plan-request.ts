import type { Order, OrderItem } from '../order/order.ts'
import type { BillingProduct } from '../ports/billing-system.ts'

export interface PlanRequest {
  order: Order
  /** The billing system's own prices, where they could be read; without them no price is compared. */
  billingProducts?: BillingProduct[]
  /** Ids of the carriers that are set up, where that is known. */
  carriers?: readonly string[]
}

export type FlowName = 'internet' | 'sim' | 'esim' | 'vpn' | 'pbx' | 'number' | 'pbx-feature' | 'billing-only'

/** One thing that is activated by itself: item 1 with quantity 2 has the units 1.1 and 1.2. */
export interface OrderUnit {
  item: OrderItem
  /** "<item id>.<number from 1>" */
  id: string
}

export function unitsOf(item: OrderItem): OrderUnit[] {
  return Array.from({ length: item.quantity }, (_, index) => ({ item, id: `${item.id}.${index + 1}` }))
}
