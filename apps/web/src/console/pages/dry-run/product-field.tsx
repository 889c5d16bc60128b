import { Select, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { ConsoleProductBody } from '@turnup/contracts'
import { useLocale } from 'use-intl'
import { formatMoney } from '../../../kit/format-money.ts'
import { consoleCatalogueQuery } from '../../api/catalogue.ts'

const cycleWords: Record<string, string> = { monthly: 'a month', annually: 'a year', 'one-time': 'once' }

/** A product by name; by SKU where the catalogue cannot be read. */
export function ProductField(input: GetInputPropsReturnType) {
  const catalogue = useQuery(consoleCatalogueQuery)
  const locale = useLocale()
  if (catalogue.isError) {
    return (
      <TextInput
        label="Product"
        size="sm"
        description="The catalogue cannot be read right now: write the SKU or the product’s id."
        placeholder="ESIM-DATA-5G"
        {...input}
      />
    )
  }
  const words = (product: ConsoleProductBody) =>
    `${product.name} (${product.sku}), ${formatMoney(product.price, locale)} ${cycleWords[product.billingCycle] ?? product.billingCycle}${product.flags.length > 0 ? ' – needs a look' : ''}`
  return (
    <Select
      label="Product"
      size="sm"
      searchable
      openOnFocus={false}
      // The list itself scrolls, so that it is one thing for people who listen to it.
      withScrollArea={false}
      styles={{ options: { maxHeight: 280, overflowY: 'auto' } }}
      placeholder={catalogue.isPending ? 'Reading the catalogue…' : 'Type a name or SKU'}
      nothingFoundMessage="No product is called that."
      data={(catalogue.data?.items ?? []).map((product) => ({ value: product.sku, label: words(product) }))}
      {...input}
    />
  )
}
