export const mappingTabs = ['groups', 'products', 'bundles'] as const
export type MappingTab = (typeof mappingTabs)[number]

/** What of the mapping is shown, as it stands in the address. */
export interface MappingSearch {
  /** The way to map that is open; by default product groups. */
  by?: MappingTab
  /** Of the products: those of one product group by its id, or the bundles. */
  within?: string
  text?: string
  /** Of the products: only those that need somebody. */
  trouble?: true
  /** SKU of the product whose carrier is explained. */
  explain?: string
}

export function readMappingSearch(search: Record<string, unknown>): MappingSearch {
  const by = mappingTabs.find((one) => one === search.by)
  // The router reads digits as a number; ids and SKUs stay text.
  const word = (name: 'within' | 'text' | 'explain') => {
    const value = search[name]
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text !== '' ? { [name]: text } : {}
  }
  return {
    ...(by === undefined ? {} : { by }),
    ...word('within'),
    ...word('text'),
    ...(search.trouble === true ? { trouble: true as const } : {}),
    ...word('explain'),
  }
}
