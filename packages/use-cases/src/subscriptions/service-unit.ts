import { billingLines, type OrderItem, type OrderUnit, type Policy, unitsOf } from '@turnup/domain'
import type { OrderOfCustomer } from '@turnup/store'

/**
 * Which unit of an order became this billing service. Billing answers its services in the order of the lines that it
 * was sent, so a service's place tells its line. Pure.
 * @returns undefined where their numbers do not match, so that nothing is done to the wrong line
 */
export function unitOfService(
  order: Pick<OrderOfCustomer, 'items' | 'billing_service_ids'>,
  serviceId: string,
  policy: Policy,
): OrderUnit | undefined {
  const place = order.billing_service_ids.indexOf(serviceId)
  const billed = order.items.filter((item) => item.billingProductId !== undefined)
  const { lines, positionOf } = billingLines(billed, policy, undefined)
  if (place < 0 || lines.length !== order.billing_service_ids.length) return undefined
  const first = (item: OrderItem) => positionOf.get(item.id) ?? 0
  const item = billed.findLast((candidate) => first(candidate) <= place)
  return item && unitsOf(item)[place - first(item)]
}
