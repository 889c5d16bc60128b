import type { Policy } from '@turnup/domain'

/** The wait before try number `tries + 1`: doubling from the first delay up to the longest, give or take a quarter. */
export function backoffMs(retry: Policy['retry'], tries: number, random: () => number = Math.random): number {
  const exact = Math.min(retry.maxDelayMs, retry.firstDelayMs * 2 ** Math.min(tries, 30))
  return Math.round(exact * (0.75 + random() * 0.5))
}
