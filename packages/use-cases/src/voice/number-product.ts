import { accept, dayOf, isOffered, type NumberProvider, type Outcome, refuse } from '@turnup/domain'
import type { Services } from '../context.ts'
import { carrierOf } from './carriers.ts'
import { type MappedPbxProduct, type PbxMapping, readPbxMapping, requireGroups } from './mapped-products.ts'

export interface NumberProduct {
  sku: string
  carrierId: string
  carrier: NumberProvider
}

/** Whether customers can order it now: sold today, billed, and with a carrier (R164, X24). */
export function isOrderable({ offering, choice }: MappedPbxProduct, now: Date): boolean {
  return (
    isOffered(offering, dayOf(now)) &&
    offering.pbxSettings !== undefined &&
    offering.billingProductId !== undefined &&
    choice.providerId !== undefined
  )
}

/** The mapping for a checkout. @throws ProviderError where it cannot be told for certain */
export async function readCertainMapping(services: Services): Promise<PbxMapping> {
  const mapping = await readPbxMapping(services)
  requireGroups(mapping)
  return mapping
}

/** A number product with its carrier, for whatever is asked of that carrier. */
export async function findNumberProduct(
  services: Services,
  sku: string,
  field = 'product',
): Promise<Outcome<NumberProduct>> {
  const { products } = await readCertainMapping(services)
  const product = products.find(({ offering }) => offering.sku === sku)
  if (product?.offering.pbxSettings?.kind !== 'number') {
    return refuse('unprocessable', 'PRODUCT_UNKNOWN', 'There is no such product for phone numbers.', {
      field,
    })
  }
  const { providerId } = product.choice
  const carrier = providerId === undefined ? undefined : carrierOf(services, providerId)
  if (providerId === undefined || !carrier || !isOrderable(product, services.clock.now())) {
    return notOrderable(product, field)
  }
  return accept({ sku, carrierId: providerId, carrier })
}

export function notOrderable({ offering, choice }: MappedPbxProduct, field: string) {
  const code = choice.providerId === undefined ? 'PROVIDER_NOT_MAPPED' : 'PRODUCT_NOT_FOR_SALE'
  const message = `${offering.name} cannot be ordered at the moment: its set-up is not complete.`
  return refuse('unprocessable', code, message, { field })
}
