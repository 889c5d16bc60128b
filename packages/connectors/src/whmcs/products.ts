import type { BillingProduct } from '@turnup/domain'
import type { WhmcsClient } from './client.ts'
import { toProduct } from './map.ts'

/** Products change when somebody edits them by hand; what is remembered only shapes AddOrder. */
const rememberedForMs = 5 * 60_000

export interface ProductCatalogue {
  /** Fresh from WHMCS. */
  read(): Promise<BillingProduct[]>
  /** Remembered for five minutes; looks again at once for a product that is not among those remembered. */
  find(billingProductIds: string[]): Promise<Map<string, BillingProduct>>
}

export function createProductCatalogue(
  client: WhmcsClient,
  currency: string,
  now: () => Date,
): ProductCatalogue {
  let remembered: { at: number; products: Promise<Map<string, BillingProduct>> } | undefined

  async function read(): Promise<BillingProduct[]> {
    const { products } = await client.getProducts()
    return products.map((product) => toProduct(product, currency))
  }

  function remember(): Promise<Map<string, BillingProduct>> {
    const products = read().then((all) => new Map(all.map((product) => [product.billingProductId, product])))
    const entry = { at: now().getTime(), products }
    remembered = entry
    products.catch(() => {
      if (remembered === entry) remembered = undefined
    })
    return products
  }

  return {
    read,
    async find(ids) {
      const isFresh = remembered !== undefined && now().getTime() - remembered.at < rememberedForMs
      const products = await (isFresh && remembered ? remembered.products : remember())
      return isFresh && ids.some((id) => !products.has(id)) ? remember() : products
    },
  }
}
