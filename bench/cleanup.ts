import { progress } from './progress.ts'

/** What has to be undone at the end, however the end comes: last begun, first ended. */
export interface Cleanup {
  add(what: string, end: () => Promise<unknown>): void
  /** Ends everything that is still open; a second call waits for the first. */
  run(): Promise<void>
}

export function createCleanup(): Cleanup {
  const open: { what: string; end: () => Promise<unknown> }[] = []
  let running: Promise<void> | undefined

  async function endAll(): Promise<void> {
    for (let next = open.pop(); next; next = open.pop()) {
      const { what, end } = next
      await end().catch((error: unknown) => progress(`${what} could not be ended: ${String(error)}`))
    }
    running = undefined
  }

  return {
    add: (what, end) => open.push({ what, end }),
    run() {
      running ??= endAll()
      return running
    },
  }
}
