/** Time as the subscriber uses it; tests hand in their own. */
export interface Timers {
  /** Calls back once after `ms`, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void
  /** 0 to 1, for jitter. */
  random(): number
}

export const systemTimers: Timers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  random: Math.random,
}
