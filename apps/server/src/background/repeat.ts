import { setTimeout as delay } from 'node:timers/promises'
import type { Dino } from '@turnup/domain'

export interface Repeated {
  /** Resolves when the run in hand has ended and no other will begin. */
  stop(): Promise<void>
}

/**
 * Does something again and again with a pause between, starting at once. One run at a time by construction; a run that
 * fails is logged and the next comes after the pause.
 */
export function repeat(name: string, everyMs: number, work: () => Promise<void>, log: Dino): Repeated {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await work()
      } catch (error) {
        log.error({ err: error, task: name }, 'A background task failed; it runs again after its pause.')
      }
      await delay(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}
