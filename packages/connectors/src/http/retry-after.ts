/** An outside system may ask us to wait, but not to forget an order: past this we look again whatever it says. */
const longestWaitMs = 60 * 60_000

/** A wait that an outside system asked for, as far as it is one. */
export function boundedWaitMs(ms: number): number | undefined {
  return ms > 0 ? Math.min(Math.ceil(ms), longestWaitMs) : undefined
}

/** How long an answer asks us to wait: Retry-After in seconds or as a date (RFC 9110, 10.2.3), at most an hour. */
export function retryAfterMs(headers: Headers, now: Date): number | undefined {
  const value = headers.get('retry-after') ?? ''
  const ms = /^\s*\d+\s*$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now.getTime()
  return boundedWaitMs(ms)
}
