import type { OrderListFilter } from '../../api/queue.ts'

/** The queue's filters as they stand in the address; the server parses them (ConsoleOrderListQuery). */
export interface QueueSearch {
  state?: string
  kind?: string
  who?: string
  errorCode?: string
  connector?: string
  customer?: string
  text?: string
  /** Made since midnight here. */
  created?: 'today'
  overdue?: boolean
  sort?: (typeof sorts)[number]
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
  if (search.created === 'today') found.created = 'today'
  found.sort = sorts.find((sort) => sort === search.sort)
  if (found.sort === undefined) delete found.sort
  return found
}

/** The filter in the words of the API. @param now decides which day is today, in local time */
export function filterOf({ created, ...search }: QueueSearch, now: Date): OrderListFilter {
  if (created === undefined) return search
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  return { ...search, createdFrom: midnight.toISOString() }
}

/** Without the entries that are not set, so that addresses stay short and can be compared. */
export function tidySearch(search: QueueSearch): QueueSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  ) as QueueSearch
}
