import type { CatalogueItemBody } from '@turnup/contracts'
import type { ProductOffering } from '@turnup/domain'

/** A product as customers see it: nothing of billing's or the pricebook's ids, flows or settings (R053). */
export function catalogueItem(offering: ProductOffering): CatalogueItemBody {
  return {
    productId: offering.productId,
    sku: offering.sku,
    name: offering.name,
    category: offering.category,
    itemClass: offering.itemClass,
    billingCycle: offering.billingCycle,
    price: offering.unitPrice,
    description: offering.description,
    featureBullets: offering.featureBullets,
    heroImageUrl: offering.heroImageUrl,
    tags: offering.tags,
    validUntil: offering.validUntil,
    maxQuantity: offering.maxQuantity,
    requiresPaymentMethod: offering.requiresPaymentMethod,
    options: offering.configOptions.map(({ key, label, values, default: byDefault, required }) => ({
      key,
      label,
      values: values.map(({ value, label: text, unitPrice }) => ({ value, label: text, price: unitPrice })),
      default: byDefault,
      required,
    })),
    orderable: offering.billingProductId !== undefined,
  }
}

export function bySortOrder(a: ProductOffering, b: ProductOffering): number {
  return a.sortOrder - b.sortOrder || a.name.localeCompare(b.name) || a.sku.localeCompare(b.sku)
}
