import type { Dino } from '@turnup/domain'
import { type Database, readQueueVersion } from '@turnup/store'
import { createPollingHub } from '../orders/polling-hub.ts'

export interface QueueChangeEvent {
  /** Another one than before when any order was made or changed; means nothing by itself. */
  version: string
}

export interface QueueWatch {
  /**
   * Tells the present version, and another one whenever any order was made or changed.
   * @returns how to end it; undefined when too many pages are watching
   */
  watch(onChange: (event: QueueChangeEvent) => void): { end(): void } | undefined
  /** Ends the polling; listeners hear nothing more. */
  stop(): void
}

interface Watcher {
  lastTold?: string
  onChange(event: QueueChangeEvent): void
}

/** Tells the queue pages of this process when to read again; one small query for all of them. */
export function createQueueWatch(
  { db, log }: { db: Database; log: Dino },
  { intervalMs = 1_000, mostWatchers = 500 }: { intervalMs?: number; mostWatchers?: number } = {},
): QueueWatch {
  const hub = createPollingHub<Watcher>({
    log,
    intervalMs,
    mostWatchers,
    async poll(watched, isHere) {
      const version = await readQueueVersion(db)
      for (const watcher of watched) {
        if (!isHere(watcher) || watcher.lastTold === version) continue
        watcher.lastTold = version
        watcher.onChange({ version })
      }
    },
  })
  return { watch: (onChange) => hub.join({ onChange }), stop: () => hub.stop() }
}
