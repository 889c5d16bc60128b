import type { CatalogueBody } from '@turnup/contracts'
import {
  accept,
  dayOf,
  isEligible,
  isOffered,
  isPbxProduct,
  type Outcome,
  type ProductOffering,
  serviceabilityOf,
} from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'
import { cachedAccount, cachedOfferings } from './catalogue-cache.ts'
import { bySortOrder, catalogueItem } from './catalogue-item.ts'

/** What is for sale today, for anybody (R059). */
export async function readCatalogue(ctx: Context): Promise<Outcome<CatalogueBody>> {
  return orOutsideRefusal(ctx, async () => {
    const today = dayOf(ctx.clock.now())
    const offerings = await cachedOfferings(ctx)
    const offered = offerings.filter((offering) => isInShop(offering, today))
    return accept({ items: offered.sort(bySortOrder).map(catalogueItem) })
  })
}

/** What is for sale today to this customer, by what the account says about the place (R060, R063). */
export async function readPersonalisedCatalogue(ctx: Context): Promise<Outcome<CatalogueBody>> {
  return asCustomer(ctx, async ({ crmAccountId }) => {
    const today = dayOf(ctx.clock.now())
    const [offerings, account] = await Promise.all([cachedOfferings(ctx), cachedAccount(ctx, crmAccountId)])
    const place = serviceabilityOf(account?.eligibility ?? {}, ctx.policy)
    const offered = offerings.filter((offering) => isInShop(offering, today) && isEligible(offering, place))
    return accept({ items: offered.sort(bySortOrder).map(catalogueItem) })
  })
}

/** A hosted PBX is put together in a checkout of its own, where it gets its number and its domain. */
function isInShop(offering: ProductOffering, today: string): boolean {
  return !isPbxProduct(offering) && isOffered(offering, today)
}
