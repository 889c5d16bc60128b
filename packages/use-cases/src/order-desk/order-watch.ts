import type { Dino } from '@turnup/domain'
import { type Database, findOrderId, type OrderMark, readOrderMarks } from '@turnup/store'

export interface OrderChangeEvent {
  state: OrderMark['state']
  updatedAt: string
  /** Newest event of the timeline, which also tells of notes and mails. */
  lastEventId?: string
}

export interface OrderWatch {
  /**
   * Tells whenever anything about the order changes, the present state first; what changed is read from the order.
   * @returns how to end it; undefined when there is no such order or too many pages are watching
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

/** One poll of the database for all orders that operators look at in this process; none when nobody does. */
export function createOrderWatch(
  { db, log }: { db: Database; log: Dino },
  { intervalMs = 1_000, mostWatchers = 500 }: { intervalMs?: number; mostWatchers?: number } = {},
): OrderWatch {
  const watchers = new Set<Watcher>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function schedule(delayMs: number): void {
    if (stopped || timer || watchers.size === 0) return
    timer = setTimeout(async () => {
      await poll().catch((error: unknown) => log.warn({ err: error }, 'Watched orders could not be read.'))
      timer = undefined
      schedule(intervalMs)
    }, delayMs)
    timer.unref()
  }

  async function poll(): Promise<void> {
    const watched = [...watchers]
    const marks = await readOrderMarks(db, [...new Set(watched.map(({ orderId }) => orderId))])
    const markOf = new Map(marks.map((mark) => [mark.id, mark]))
    for (const watcher of watched) {
      const mark = markOf.get(watcher.orderId)
      if (mark && watchers.has(watcher)) tell(watcher, mark)
    }
  }

  return {
    async watch(named, onChange) {
      const orderId = await findOrderId(db, named)
      if (!orderId) return 'unknown'
      if (stopped || watchers.size >= mostWatchers) return 'too-many'
      const watcher: Watcher = { orderId, onChange }
      watchers.add(watcher)
      schedule(0)
      return { end: () => void watchers.delete(watcher) }
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      watchers.clear()
    },
  }
}

function tell(watcher: Watcher, { state, updatedAt, lastEventId }: OrderMark): void {
  const event = { state, updatedAt: updatedAt.toISOString(), lastEventId: lastEventId ?? undefined }
  const told = JSON.stringify(event)
  if (told === watcher.lastTold) return
  watcher.lastTold = told
  watcher.onChange(event)
}
