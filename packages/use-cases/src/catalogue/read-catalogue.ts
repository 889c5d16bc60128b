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
import { readPbxMapping } from '../voice/mapped-products.ts'
import { isOrderable } from '../voice/number-product.ts'
import { cachedAccount, cachedOfferings } from './catalogue-cache.ts'
import { bySortOrder, catalogueItem } from './catalogue-item.ts'

/** What is for sale today, for anybody (R059). */
export async function readCatalogue(ctx: Context): Promise<Outcome<CatalogueBody>> {
  return orOutsideRefusal(ctx, async () => {
    const today = dayOf(ctx.clock.now())
    const offerings = await cachedOfferings(ctx)
    const offered = offerings.filter((offering) => isOffered(offering, today))
    return accept({ items: (await inShop(ctx, offered)).sort(bySortOrder).map(catalogueItem) })
  })
}

/** What is for sale today to this customer, by what the account says about the place (R060, R063). */
export async function readPersonalisedCatalogue(ctx: Context): Promise<Outcome<CatalogueBody>> {
  return asCustomer(ctx, async ({ crmAccountId }) => {
    const today = dayOf(ctx.clock.now())
    const [offerings, account] = await Promise.all([cachedOfferings(ctx), cachedAccount(ctx, crmAccountId)])
    const place = serviceabilityOf(account?.eligibility ?? {}, ctx.policy)
    const offered = offerings.filter((offering) => isOffered(offering, today) && isEligible(offering, place))
    return accept({ items: (await inShop(ctx, offered)).sort(bySortOrder).map(catalogueItem) })
  })
}

/**
 * Of a hosted PBX the shop shows the packages, from which its own checkout begins: there the number and the features are
 * chosen. What has no carrier is not shown at all (R164).
 */
async function inShop(ctx: Context, offered: ProductOffering[]): Promise<ProductOffering[]> {
  if (!offered.some(isPbxProduct)) return offered
  const { products } = await readPbxMapping(ctx)
  const orderable = products.filter((product) => isOrderable(product, ctx.clock.now()))
  const skus = new Set(orderable.map(({ offering }) => offering.sku))
  return offered.filter(
    (offering) =>
      !isPbxProduct(offering) || (offering.pbxSettings?.kind === 'seats' && skus.has(offering.sku)),
  )
}
