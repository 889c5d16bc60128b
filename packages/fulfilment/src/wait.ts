import type { Effect, NotYet } from './action.ts'

interface Looks {
  shortestMs: number
  longestMs: number
}

/** Looks come further apart the longer it takes: every half of the time that has passed, between two bounds. */
function lookAgainMs({ services, waitingSince }: Effect, { shortestMs, longestMs }: Looks): number {
  const waited = waitingSince ? services.clock.now().getTime() - waitingSince.getTime() : 0
  return Math.round(Math.min(longestMs, Math.max(shortestMs, waited / 2)))
}

/** Waits for people and machines of a carrier, for days if need be (R189, R196). */
export function waitForCarrier(effect: Effect, why: string): NotYet {
  return {
    notYet: why,
    who: 'provider',
    lookAgainMs: lookAgainMs(effect, { shortestMs: 5_000, longestMs: 30 * 60_000 }),
    patience: { businessDays: effect.services.policy.pbx.escalateAfterBusinessDays },
  }
}

/** Waits for a machine that should be done within minutes (R207). */
export function waitForMachine(effect: Effect, why: string): NotYet {
  return {
    notYet: why,
    who: 'turnup',
    lookAgainMs: lookAgainMs(effect, { shortestMs: 2_000, longestMs: 60_000 }),
    patience: { ms: 15 * 60_000 },
  }
}
