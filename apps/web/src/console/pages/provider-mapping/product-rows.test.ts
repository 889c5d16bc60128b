import type { ProviderMappingBody } from '@turnup/contracts'
import { expect, test } from 'vitest'
import { bundlesWord, shownRows } from './product-rows.ts'

const product = (sku: string, groupId: string | undefined, providerId?: string) => ({
  sku,
  name: `Product ${sku}`,
  kind: 'number' as const,
  hidden: false,
  groupId,
  bundleIds: [],
  providerId,
  rule: 'group' as const,
  badge: 'mapped' as const,
  conflicts: [],
  because: '',
})
const mapping: ProviderMappingBody = {
  providers: [],
  priority: ['group', 'product', 'bundle'],
  default: 'none',
  groupsRead: true,
  groups: [],
  bundles: [{ id: 'b1', name: 'Starter', skus: ['A'], badge: 'default' }],
  products: [product('A', '3', 'didww'), product('B', '4'), product('C', undefined, 'didww')],
}
const ids = (search: Parameters<typeof shownRows>[1]) => {
  const { products, bundles } = shownRows(mapping, search)
  return [...bundles.map(({ id }) => id), ...products.map(({ sku }) => sku)]
}

test('the filter shows one product group, or the bundles, or everything', () => {
  expect(ids({})).toEqual(['b1', 'A', 'B', 'C'])
  expect(ids({ within: '3' })).toEqual(['A'])
  expect(ids({ within: bundlesWord })).toEqual(['b1'])
})

test('words are found in names and SKUs, and what cannot be ordered can be looked at alone', () => {
  expect(ids({ text: 'start' })).toEqual(['b1'])
  expect(ids({ text: 'product b' })).toEqual(['B'])
  expect(ids({ trouble: true })).toEqual(['B'])
})
