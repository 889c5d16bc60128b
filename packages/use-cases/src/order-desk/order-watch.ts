import type { Dino } from '@turnup/domain'
import { type Database, findOrderId, type OrderMark, readOrderMarks } from '@turnup/store'
import { createPollingHub } from '../orders/polling-hub.ts'

export interface OrderChangeEvent {
  state: OrderMark['state']
  updatedAt: string
  /** Newest event of the timeline, which also tells of notes and mails. */
  lastEventId?: string
}

export interface OrderWatch {
  /**
   * Tells whenever anything about the order changes, the present state first; what changed is read from the order.
   * @returns how to end it, or why nobody can watch: there is no such order, or too many pages are watching
   */
  watch(
    named: string,
    onChange: (event: OrderChangeEvent) => void,
  ): Promise<{ end(): void } | 'unknown' | 'too-many'>
  /** Ends the polling; listeners hear nothing more. */
  stop(): void
}

interface Watcher {
  orderId: string
  lastTold?: string
  onChange(event: OrderChangeEvent): void
}

/** Tells of changes to all orders that operators look at in this process. */
export function createOrderWatch(
  { db, log }: { db: Database; log: Dino },
  { intervalMs = 1_000, mostWatchers = 500 }: { intervalMs?: number; mostWatchers?: number } = {},
): OrderWatch {
  const hub = createPollingHub<Watcher>({
    log,
    intervalMs,
    mostWatchers,
    async poll(watched, isHere) {
      const marks = await readOrderMarks(db, [...new Set(watched.map(({ orderId }) => orderId))])
      const markOf = new Map(marks.map((mark) => [mark.id, mark]))
      for (const watcher of watched) {
        const mark = markOf.get(watcher.orderId)
        if (mark && isHere(watcher)) tell(watcher, mark)
      }
    },
  })
  return {
    async watch(named, onChange) {
      const orderId = await findOrderId(db, named)
      return orderId ? (hub.join({ orderId, onChange }) ?? 'too-many') : 'unknown'
    },
    stop: () => hub.stop(),
  }
}

function tell(watcher: Watcher, { state, updatedAt, lastEventId }: OrderMark): void {
  const event = { state, updatedAt: updatedAt.toISOString(), lastEventId: lastEventId ?? undefined }
  const told = JSON.stringify(event)
  if (told === watcher.lastTold) return
  watcher.lastTold = told
  watcher.onChange(event)
}
