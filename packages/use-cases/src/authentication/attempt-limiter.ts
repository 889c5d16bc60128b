/** Counts failures in a sliding window, in the memory of one process; n processes together allow n times as many. */
export interface AttemptLimiter {
  /** @returns seconds to wait, or 0 when another attempt is allowed now */
  waitSeconds(key: string, now: Date): number
  fail(key: string, now: Date): void
  /** Takes one failure back that was counted at this time. */
  takeBack(key: string, at: Date): void
  forget(key: string): void
}

export interface AttemptLimit {
  failures: number
  windowMs: number
  /** Keys remembered at once; the oldest go first, so that made-up keys cannot fill the memory. */
  maxKeys?: number
}

export function createAttemptLimiter({ failures, windowMs, maxKeys = 50_000 }: AttemptLimit): AttemptLimiter {
  const times = new Map<string, number[]>()
  const recent = (key: string, now: Date) =>
    (times.get(key) ?? []).filter((time) => time > now.getTime() - windowMs)
  return {
    waitSeconds(key, now) {
      const counted = recent(key, now)
      const oldest = counted.at(-failures)
      if (oldest === undefined) return 0
      return Math.max(1, Math.ceil((oldest + windowMs - now.getTime()) / 1000))
    },
    fail(key, now) {
      const counted = [...recent(key, now), now.getTime()].slice(-failures)
      times.delete(key)
      times.set(key, counted)
      for (const oldest of times.keys()) {
        if (times.size <= maxKeys) break
        times.delete(oldest)
      }
    },
    takeBack(key, at) {
      const counted = times.get(key)
      const place = counted?.lastIndexOf(at.getTime()) ?? -1
      if (place >= 0) counted?.splice(place, 1)
    },
    forget(key) {
      times.delete(key)
    },
  }
}
