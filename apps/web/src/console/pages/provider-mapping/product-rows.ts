import type { ProviderMappingBody } from '@turnup/contracts'
import type { MappingSearch } from './mapping-search.ts'
import { needsSomebody } from './mapping-words.ts'

/** Stands for the bundles where a product group is chosen; no group has this id. */
export const bundlesWord = 'bundles'

/** The products and bundles that fit the filters. */
export function shownRows(
  { products, bundles }: ProviderMappingBody,
  { within, text = '', trouble }: Pick<MappingSearch, 'within' | 'text' | 'trouble'>,
): Pick<ProviderMappingBody, 'products' | 'bundles'> {
  const fits = (...words: string[]) =>
    words.some((word) => word.toLowerCase().includes(text.trim().toLowerCase()))
  return {
    products: products.filter(
      (product) =>
        (within === undefined || product.groupId === within) &&
        fits(product.sku, product.name) &&
        (!trouble || needsSomebody(product)),
    ),
    bundles: bundles.filter(
      ({ name, badge }) =>
        (within === undefined || within === bundlesWord) && fits(name) && (!trouble || badge === 'invalid'),
    ),
  }
}
