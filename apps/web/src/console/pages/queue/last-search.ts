import type { QueueSearch } from './queue-search.ts'

let last: QueueSearch = {}

/** Which part of the queue people were looking at, so that the way back from an order leads there. */
export function lastQueueSearch(): QueueSearch {
  return last
}

export function rememberQueueSearch(search: QueueSearch): void {
  last = search
}
