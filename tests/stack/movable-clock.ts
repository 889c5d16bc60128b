import type { Clock } from '@turnup/domain'

export interface MovableClock extends Clock {
  /** Forward by so many milliseconds. */
  move(ms: number): void
}

/** Real time plus what was moved. */
export function createMovableClock(): MovableClock {
  let offsetMs = 0
  return {
    now: () => new Date(Date.now() + offsetMs),
    move(ms) {
      offsetMs += ms
    },
  }
}
