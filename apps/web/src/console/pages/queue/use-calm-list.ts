import { useState } from 'react'

export interface CalmList<Item> {
  /** In the order in which people first saw them, each as it is now. */
  rows: Item[]
  /** Those that came between them and are not shown yet. */
  news: number
  /** Ids of those that the view has no more. */
  gone: ReadonlySet<string>
  /** Shows everything as it is now. */
  refresh(): void
}

/**
 * A list that changes by itself and never jumps under the hands of those who work in it: what is shown is kept up to
 * date in its place, and what comes and goes waits until it is asked for.
 * @param key another one begins a new list
 * @param hasMore the list goes on behind the last one that was read
 */
export function useCalmList<Item extends { id: string }>(
  fresh: Item[],
  key: string,
  hasMore: boolean,
): CalmList<Item> {
  const [held, setHeld] = useState(() => ({ key, fresh, ...settle([], fresh, hasMore) }))
  let shown = held
  if (held.key !== key || held.fresh !== fresh) {
    shown = { key, fresh, ...settle(held.key === key ? held.rows : [], fresh, hasMore) }
    setHeld(shown)
  }
  const { rows, news, gone } = shown
  return { rows, news, gone, refresh: () => setHeld({ key, fresh, ...settle([], fresh, hasMore) }) }
}

interface Settled<Item> {
  rows: Item[]
  news: number
  gone: ReadonlySet<string>
}

/** Lays what was read over what is shown. */
export function settle<Item extends { id: string }>(
  before: Item[],
  fresh: Item[],
  hasMore: boolean,
): Settled<Item> {
  if (fresh.length === 0) return { rows: [], news: 0, gone: new Set() }
  const byId = new Map(fresh.map((item) => [item.id, item]))
  const shown = new Set(before.map(({ id }) => id))
  const lastShown = fresh.findLastIndex(({ id }) => shown.has(id))
  const lastPresent = before.findLastIndex(({ id }) => byId.has(id))
  // Behind the last one that is still there, the list may only have been cut off.
  const gone = before.filter(({ id }, at) => !byId.has(id) && (!hasMore || at < lastPresent))
  return {
    rows: [...before.map((item) => byId.get(item.id) ?? item), ...fresh.slice(lastShown + 1)],
    news: fresh.slice(0, lastShown + 1).filter(({ id }) => !shown.has(id)).length,
    gone: new Set(gone.map(({ id }) => id)),
  }
}
