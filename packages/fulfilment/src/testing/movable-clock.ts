import type { Clock } from '@turnup/domain'

interface Appointment {
  at: number
  happen(): void
}

/** A clock that stands still until it is moved; what was put off happens on the way, in its order. */
export interface MovableClock extends Clock {
  move(ms: number): void
  /** Does something when the clock has come so far. */
  in(ms: number, happen: () => void): void
}

export function createMovableClock(start = '2026-03-02T09:00:00.000Z'): MovableClock {
  let now = Date.parse(start)
  let appointments: Appointment[] = []
  return {
    now: () => new Date(now),
    move(ms) {
      const until = now + ms
      for (;;) {
        const due = appointments.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
        if (!due) break
        appointments = appointments.filter((one) => one !== due)
        now = Math.max(now, due.at)
        due.happen()
      }
      now = until
    },
    in(ms, happen) {
      appointments.push({ at: now + ms, happen })
    },
  }
}
