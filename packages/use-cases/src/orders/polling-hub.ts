import type { Dino } from '@turnup/domain'

export interface PollingHub<Watcher> {
  /** Lets one more watch, from the next poll on, which comes at once. @returns how to end it; undefined when full */
  join(watcher: Watcher): { end(): void } | undefined
  /** Ends the polling; nobody can join any more. */
  stop(): void
}

export interface PollingHubOptions<Watcher> {
  log: Dino
  intervalMs: number
  /** Open pages of this process. */
  mostWatchers: number
  /** Whether somebody who wants to join must not, for the sake of those who are there. */
  refuses?(watcher: Watcher, present: ReadonlySet<Watcher>): boolean
  /**
   * Reads the database once for everybody and tells them.
   * @param isHere whether a watcher is still there, who may have left while the database was read
   */
  poll(watchers: Watcher[], isHere: (watcher: Watcher) => boolean): Promise<void>
}

/** One poll for all open pages of a process, however many watch; none when nobody watches, and never two at once. */
export function createPollingHub<Watcher>(options: PollingHubOptions<Watcher>): PollingHub<Watcher> {
  const { log, intervalMs, mostWatchers, refuses, poll } = options
  const watchers = new Set<Watcher>()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  function schedule(delayMs: number): void {
    if (isStopped || timer || watchers.size === 0) return
    timer = setTimeout(async () => {
      if (watchers.size > 0) await pollAll()
      timer = undefined
      schedule(intervalMs)
    }, delayMs)
    timer.unref()
  }

  async function pollAll(): Promise<void> {
    try {
      await poll([...watchers], (watcher) => watchers.has(watcher))
    } catch (error) {
      log.warn({ err: error }, 'Watched orders could not be read.')
    }
  }

  return {
    join(watcher) {
      if (isStopped || watchers.size >= mostWatchers || refuses?.(watcher, watchers)) return undefined
      watchers.add(watcher)
      schedule(0)
      return { end: () => void watchers.delete(watcher) }
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
      watchers.clear()
    },
  }
}
