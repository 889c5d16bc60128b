import type { CatalogueItemBody } from '@turnup/contracts'

/** A product as the catalogue tells it, for tests. */
export function productOf(parts: Partial<CatalogueItemBody> = {}): CatalogueItemBody {
  return {
    productId: '01t000000000001AAA',
    sku: 'ESIM-DATA-20',
    name: 'eSIM 20 GB',
    category: 'esim',
    itemClass: 'service',
    billingCycle: 'monthly',
    price: { amountMinor: 1800, currency: 'USD' },
    description: 'A data plan.',
    featureBullets: [],
    tags: [],
    maxQuantity: 5,
    requiresPaymentMethod: true,
    options: [],
    orderable: true,
    ...parts,
  }
}

export const roaming: CatalogueItemBody['options'][number] = {
  key: '21',
  label: 'Roaming',
  values: [
    { value: '211', label: 'Home only' },
    { value: '212', label: 'Region', price: { amountMinor: 500, currency: 'USD' } },
  ],
  default: '211',
  required: true,
}

export const cardNumber: CatalogueItemBody['options'][number] = {
  key: 'iccid',
  label: 'Number on the SIM card',
  values: [],
  required: true,
}
