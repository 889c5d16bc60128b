import type { SubscriptionBody } from '@turnup/contracts'
import {
  accept,
  type BillingService,
  type CustomerMapping,
  maskIdentifier,
  type OrderUnit,
  type Outcome,
  type ProductCategory,
  ProviderError,
  refuse,
} from '@turnup/domain'
import { findOrderOfService, type OrderOfCustomer } from '@turnup/store'
import { cachedOfferings } from '../catalogue/catalogue-cache.ts'
import type { Context, Services } from '../context.ts'
import { allowedActions } from './allowed-actions.ts'
import { unitOfService } from './service-unit.ts'

/** A billing service with what we know of where it came from. */
export interface Subscription {
  service: BillingService
  category: ProductCategory
  order?: OrderOfCustomer
  unit?: OrderUnit
}

export function subscriptionOf(
  { policy }: Pick<Services, 'policy'>,
  service: BillingService,
  order: OrderOfCustomer | undefined,
  categories: Map<string, ProductCategory>,
): Subscription {
  const unit = order && unitOfService(order, service.serviceId, policy)
  const category = unit?.item.category ?? categories.get(service.billingProductId) ?? 'other'
  return { service, category, order, unit }
}

/** One of the customer's own subscriptions; somebody else's is not found. */
export async function findSubscription(
  ctx: Context,
  { customerId, billingClientId }: CustomerMapping,
  subscriptionId: string,
): Promise<Outcome<Subscription>> {
  const [service, order] = await Promise.all([
    ctx.ports.billing.readService(billingClientId, subscriptionId),
    findOrderOfService(ctx.db, customerId, subscriptionId),
  ])
  if (!service) {
    return refuse('not-found', 'SUBSCRIPTION_NOT_FOUND', 'You have no subscription with this number.')
  }
  return accept(subscriptionOf(ctx, service, order, order ? new Map() : await categoriesByProduct(ctx)))
}

/** Kinds of products by the billing product that they make use of. A CRM that is away costs the kind and no more. */
export async function categoriesByProduct(ctx: Context): Promise<Map<string, ProductCategory>> {
  try {
    const offerings = await cachedOfferings(ctx)
    return new Map(offerings.map(({ billingProductId, category }) => [billingProductId ?? '', category]))
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    ctx.log.warn(
      { correlationId: ctx.correlationId, code: error.code },
      'Subscriptions are shown without kinds.',
    )
    return new Map()
  }
}

export function subscriptionBody({ service, category, order, unit }: Subscription): SubscriptionBody {
  return {
    id: service.serviceId,
    name: service.name,
    category,
    status: service.status,
    billingCycle: service.billingCycle,
    recurringAmount: service.recurringAmount,
    nextDueDate: service.nextDueDate,
    registeredOn: service.registeredOn,
    sfOrderId: order?.crm_order_id ?? undefined,
    maskedIccid: maskedIccidOf(service),
    actions: allowedActions({ status: service.status, category, hasLine: unit !== undefined }),
  }
}

/** Billing holds it masked; it is masked once more, for a field that a person has filled in full (R110). */
function maskedIccidOf({ customFields }: BillingService): string | undefined {
  const value = customFields.find(({ name }) => /^iccid$/i.test(name))?.value.trim()
  return value ? maskIdentifier(value) : undefined
}
