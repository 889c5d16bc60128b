import type { PbxNumberQuery, PbxNumbersBody } from '@turnup/contracts'
import { accept, type NumberOffer, type Outcome } from '@turnup/domain'
import { findHeldNumbers } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { briefly } from './brief-memory.ts'
import { refusedByCarrier } from './carrier-refusal.ts'
import { findNumberProduct } from './number-product.ts'

/** Numbers come and go; long enough for somebody who goes back and forth. */
const searchLastsMs = 20_000

/** Numbers of the carrier of a product, with prices, without those that other customers hold (R168). */
export async function searchNumbers(
  ctx: Context,
  { product, ...query }: PbxNumberQuery,
): Promise<Outcome<PbxNumbersBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const found = await findNumberProduct(ctx, product)
    if (!found.ok) return found
    const { carrier, carrierId } = found.value
    return refusedByCarrier(async () => {
      const page = await briefly(ctx, carrier, { key: ['search', query], lastsMs: searchLastsMs }, () =>
        carrier.searchNumbers(query),
      )
      const held = await findHeldNumbers(ctx.db, {
        provider: carrierId,
        numbers: page.offers.map(({ number }) => number),
        customerId,
        at: ctx.clock.now(),
      })
      const offers = page.offers.filter(({ number }) => !held.has(number))
      return accept({ offers: offers.map(offerBody), nextCursor: page.nextCursor })
    })
  })
}

export function offerBody({ offerId, number, place, kind, features, plans, needsRegistration }: NumberOffer) {
  return { offerId, number, place, kind, features, plans, needsRegistration }
}
