import { billedOrder } from './billed.ts'
import { type Customer, placeOrder } from './customer.ts'
import { customerWithCard } from './orders-in-hand.ts'
import type { Stack } from './start-stack.ts'
import { waitForState } from './wait-for.ts'

export interface Subscriber {
  customer: Customer
  crmOrderId: string
  /** WHMCS services, in the order of the units. */
  serviceIds: string[]
  serviceId: string
}

/** A customer with live services of one product, ordered in the portal and approved in Salesforce. */
export async function subscriber(stack: Stack, productId: string, quantity = 1): Promise<Subscriber> {
  const customer = await customerWithCard(stack)
  const { crmOrderId } = await placeOrder(customer, [{ productId, quantity }])
  stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitForState(stack, crmOrderId, 'completed')
  const serviceIds = billedOrder(stack, crmOrderId).lines.map(({ serviceId }) => serviceId)
  return { customer, crmOrderId, serviceIds, serviceId: String(serviceIds[0]) }
}
