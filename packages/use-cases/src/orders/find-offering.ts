import { accept, isOffered, type Outcome, type ProductOffering, refuse, validityOn } from '@turnup/domain'

/**
 * The product that an order line means: SKU or Product2 id, or, as a number, the billing system's product id, of which
 * several products may make use (X15). Pure.
 * @param field path of the line's product id, for the refusal
 */
export function findOffering(
  offerings: ProductOffering[],
  productId: string | number,
  today: string,
  field: string,
): Outcome<ProductOffering> {
  const candidates = offerings.filter((offering) => isMeant(offering, productId))
  const offered = candidates.filter((offering) => isOffered(offering, today))
  const [only, another] = offered
  if (only && another) {
    const skus = offered.map(({ sku }) => sku).join(', ')
    return refuse(
      'unprocessable',
      'PRODUCT_AMBIGUOUS',
      `Several products have this number. Order by SKU instead: ${skus}.`,
      { field },
    )
  }
  return only ? accept(only) : whyNot(candidates[0], productId, today, field)
}

function isMeant(offering: ProductOffering, productId: string | number): boolean {
  if (typeof productId === 'number') return offering.billingProductId === String(productId)
  // Salesforce prints ids with 15 or with 18 characters; the first 15 are the id.
  return (
    offering.sku === productId ||
    offering.productId === productId ||
    (productId.length === 15 && offering.productId.slice(0, 15) === productId)
  )
}

function whyNot(
  candidate: ProductOffering | undefined,
  productId: string | number,
  today: string,
  field: string,
): Outcome<never> {
  if (!candidate) {
    const message = `There is no product "${productId}". Take the product id or the SKU from the catalogue.`
    return refuse('unprocessable', 'PRODUCT_UNKNOWN', message, { field })
  }
  const validity = candidate.sellable ? validityOn(candidate, today) : 'valid'
  if (validity === 'expired') {
    const message = `${candidate.name} is not offered any more; its last day was ${candidate.validUntil}.`
    return refuse('unprocessable', 'PRODUCT_EXPIRED', message, { field })
  }
  if (validity === 'not-yet') {
    const message = `${candidate.name} can be ordered from ${candidate.validFrom}.`
    return refuse('unprocessable', 'PRODUCT_NOT_YET_OFFERED', message, { field })
  }
  return refuse('unprocessable', 'PRODUCT_NOT_FOR_SALE', `${candidate.name} is not sold in the portal.`, {
    field,
  })
}
