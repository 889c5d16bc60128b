import type { SubscriptionBody, SubscriptionListBody } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import { listOrdersWithServices } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { categoriesByProduct, findSubscription, subscriptionBody, subscriptionOf } from './subscription.ts'

/** The customer's services as billing has them, which is where they live (R109), with what may be done to each. */
export async function listSubscriptions(ctx: Context): Promise<Outcome<SubscriptionListBody>> {
  return asCustomer(ctx, async ({ customerId, billingClientId }) => {
    const [services, orders, categories] = await Promise.all([
      ctx.ports.billing.listServices(billingClientId),
      listOrdersWithServices(ctx.db, customerId),
      categoriesByProduct(ctx),
    ])
    const subscriptions = services.map((service) => {
      const order = orders.find(({ billing_service_ids }) => billing_service_ids.includes(service.serviceId))
      return subscriptionBody(subscriptionOf(ctx, service, order, categories))
    })
    return accept({ subscriptions })
  })
}

export async function readSubscription(
  ctx: Context,
  subscriptionId: string,
): Promise<Outcome<SubscriptionBody>> {
  return asCustomer(ctx, async (customer) => {
    const found = await findSubscription(ctx, customer, subscriptionId)
    return found.ok ? accept(subscriptionBody(found.value)) : found
  })
}
