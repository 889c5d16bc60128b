/** The queue's filters as they stand in the address; the server parses them (ConsoleOrderListQuery). */
export interface QueueSearch {
  state?: string
  kind?: string
  who?: string
  errorCode?: string
  connector?: string
  customer?: string
  text?: string
  overdue?: boolean
  sort?: 'created' | '-created' | 'updated' | '-updated' | 'due'
}

const words = ['state', 'kind', 'who', 'errorCode', 'connector', 'customer', 'text'] as const
const sorts = ['created', '-created', 'updated', '-updated', 'due'] as const

export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  const found: QueueSearch = {}
  for (const word of words) {
    const value = search[word]
    // The router reads digits as a number; an order number stays text.
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') found[word] = String(value)
  }
  if (search.overdue === true) found.overdue = true
  found.sort = sorts.find((sort) => sort === search.sort)
  if (found.sort === undefined) delete found.sort
  return found
}
