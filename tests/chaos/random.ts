/** Repeatable chance (mulberry32). */
export interface Chance {
  /** 0 to 1. */
  next(): number
  /** Milliseconds between the two. */
  between(low: number, high: number): number
  oneOf<Value>(values: readonly Value[]): Value
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    oneOf: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
  }
}
