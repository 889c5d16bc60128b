import type { SubscriptionAction } from '@turnup/contracts'
import type { BillingService, ProductCategory } from '@turnup/domain'

type Status = BillingService['status']

/** Statuses in which each action may be asked for (R113). */
const statusesOf: Record<SubscriptionAction, readonly Status[]> = {
  'reissue-esim': ['Active'],
  'top-up': ['Active'],
  'request-cancellation': ['Active', 'Suspended'],
}

/** Kinds of products that have the action; absent: all of them. */
const categoriesOf: Partial<Record<SubscriptionAction, readonly ProductCategory[]>> = {
  'reissue-esim': ['esim'],
  'top-up': ['esim', 'sim'],
}

/**
 * What may be done to a subscription now; the portal draws its buttons from it. Pure.
 * @param hasLine whether we know the line behind it, which reissue and top-up act on
 */
export function allowedActions(service: {
  status: Status
  category: ProductCategory
  hasLine: boolean
}): SubscriptionAction[] {
  return (Object.keys(statusesOf) as SubscriptionAction[]).filter((action) => {
    const categories = categoriesOf[action]
    const fits = !categories || (categories.includes(service.category) && service.hasLine)
    return fits && statusesOf[action].includes(service.status)
  })
}
