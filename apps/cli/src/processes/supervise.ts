import { setTimeout as delay } from 'node:timers/promises'
import type { OwnedProcess, ProcessEnd } from './owned-process.ts'

export interface Part<Started extends { process: OwnedProcess }> {
  /** As the user knows it: 'database'. */
  name: string
  /** Starts it and resolves when it is ready. */
  start(): Promise<Started>
  /** An end after which starting again is pointless, such as wrong settings; says why. */
  finalEnd?(end: ProcessEnd): string | undefined
}

export interface Watch {
  /** It ended, for this reason, and comes again after `pauseMs`. */
  onCrash(name: string, reason: string, pauseMs: number): void
  onRecovery(name: string): void
  /** It will not be started again. */
  onGivingUp(name: string, reason: string): void
}

export interface Supervised<Started> {
  current(): Started
  stop(): Promise<void>
  kill(): void
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** After running this long, an earlier crash is forgotten. */
const steadyMs = 60_000

function describe({ code, signal }: ProcessEnd): string {
  return signal ? `ended by ${signal}` : `ended with code ${code}`
}

/**
 * Starts a part and keeps it running: whenever it ends without being asked to, it is started again after a pause that
 * doubles while it keeps failing.
 * @throws what the very first start throws
 */
export async function supervise<Started extends { process: OwnedProcess }>(
  part: Part<Started>,
  watch: Watch,
): Promise<Supervised<Started>> {
  const stopping = new AbortController()
  let current = await part.start()
  let pauseMs = firstPauseMs

  async function startAgain(reason: string): Promise<boolean> {
    watch.onCrash(part.name, reason, pauseMs)
    try {
      await delay(pauseMs, undefined, { signal: stopping.signal })
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      const started = await part.start()
      if (stopping.signal.aborted) {
        await started.process.stop()
        return false
      }
      current = started
      watch.onRecovery(part.name)
      return true
    } catch (error) {
      if (stopping.signal.aborted) return false
      return startAgain(error instanceof Error ? error.message : String(error))
    }
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      const since = performance.now()
      const end = await current.process.ended
      if (stopping.signal.aborted) return
      const final = part.finalEnd?.(end)
      if (final !== undefined) return watch.onGivingUp(part.name, final)
      if (performance.now() - since > steadyMs) pauseMs = firstPauseMs
      if (!(await startAgain(describe(end)))) return
    }
  }

  const keeping = keepRunning()
  return {
    current: () => current,
    async stop() {
      stopping.abort()
      await current.process.stop(20_000)
      await keeping
    },
    kill() {
      stopping.abort()
      if (!current.process.hasEnded()) process.kill(current.process.pid, 'SIGKILL')
    },
  }
}
