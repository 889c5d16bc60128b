import { type BillingProduct, type BillingSystem, ProviderError } from '@turnup/domain'
import type { Services } from '../context.ts'

const freshMs = 5 * 60_000
const shelves = new WeakMap<BillingSystem, { readAt: number; products: BillingProduct[] }>()

/**
 * The billing system's products for comparing prices (X44), read at most every five minutes; undefined when they cannot
 * be read, since a comparison is not worth holding an order for.
 * @param atMostMs how old the list may be
 */
export async function readBillingProducts(
  services: Services,
  atMostMs: number = freshMs,
): Promise<BillingProduct[] | undefined> {
  const { billing } = services.ports
  const now = services.clock.now().getTime()
  const shelf = shelves.get(billing)
  if (shelf && now - shelf.readAt < atMostMs) return shelf.products
  try {
    const products = await billing.listProducts()
    shelves.set(billing, { readAt: now, products })
    return products
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    services.log.warn({ code: error.code }, 'billing products cannot be read; prices are not compared')
    return shelf?.products
  }
}
