import { z } from 'zod'

export const faultKinds = [
  'timeout-before-write', // never answers, and nothing happened
  'timeout-after-write', // it happened, and the reply is lost
  'http-500', // refuses with a server error; nothing happened
  'http-500-after-write', // it happened, and a server error is the answer
  'throttle', // too many requests, in the system's own way
  'slow', // answers after `ms`
  'malformed', // it happened, and the answer is not what it should be (an HTML page)
  'reject', // the system's own business no
  'auth', // the system's own way to say that our credentials are wrong
  'duplicate-delivery', // events and callbacks: twice
  'out-of-order', // events and callbacks: later ones first
  'stale', // reads do not show the newest write yet
] as const
export type FaultKind = (typeof faultKinds)[number]

export const FaultRule = z.object({
  system: z.string(),
  /** Absent: every operation of the system. */
  operation: z.string().optional(),
  kind: z.enum(faultKinds),
  /** How often it strikes; absent: until removed. */
  count: z.number().int().positive().optional(),
  /** 0 to 1; absent: always. */
  probability: z.number().min(0).max(1).optional(),
  /** Only for calls whose request holds this text: one order's, for example. */
  contains: z.string().optional(),
  ms: z.number().int().nonnegative().optional(),
  /** Which of the system's own errors 'reject' gives, for example 'Invalid Payment Method'. */
  message: z.string().optional(),
})
export type FaultRule = z.infer<typeof FaultRule>

/** A small seeded generator (mulberry32), so that a chaos run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export class Faults {
  #rules: (FaultRule & { left: number })[] = []
  #random = seeded(1)

  seed(seed: number): void {
    this.#random = seeded(seed)
  }

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, left: rule.count ?? Number.POSITIVE_INFINITY })
  }

  list(): FaultRule[] {
    return this.#rules.filter((rule) => rule.left > 0).map(({ left: _left, ...rule }) => rule)
  }

  clear(): void {
    this.#rules = []
  }

  /**
   * The fault that strikes this call, if any; counts it. `requestText` is what `contains` looks in. `kinds` are those
   * that mean something at this point; others stay for the call that they are meant for.
   */
  strike(
    system: string,
    operation: string,
    requestText = '',
    kinds: readonly FaultKind[] = faultKinds,
  ): FaultRule | undefined {
    for (const rule of this.#rules) {
      if (rule.left <= 0 || rule.system !== system || !kinds.includes(rule.kind)) continue
      if (rule.operation !== undefined && rule.operation !== operation) continue
      if (rule.contains !== undefined && !requestText.includes(rule.contains)) continue
      if (rule.probability !== undefined && this.#random() >= rule.probability) continue
      rule.left -= 1
      return rule
    }
    return undefined
  }
}
