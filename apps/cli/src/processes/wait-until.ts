import { setTimeout as delay } from 'node:timers/promises'

/**
 * Asks again and again until `probe` gives something, as soon as possible but never busily.
 * @param lost gives a reason when waiting has become pointless, for example because the process has ended
 * @throws Error naming `what` when the time is over or the wait was lost; its cause is the last failure of the probe
 */
export async function waitUntil<Value>(
  what: string,
  probe: () => Promise<Value | undefined>,
  { timeoutMs, lost }: { timeoutMs: number; lost?: () => string | undefined },
): Promise<Value> {
  const deadline = performance.now() + timeoutMs
  let failure: unknown
  for (;;) {
    try {
      const value = await probe()
      if (value !== undefined) return value
      failure = undefined
    } catch (error) {
      failure = error
    }
    const reason = lost?.()
    if (reason) throw new Error(`${what}: ${reason}`, { cause: failure })
    if (performance.now() > deadline)
      throw new Error(`${what}: not within ${Math.round(timeoutMs / 1000)} seconds`, { cause: failure })
    await delay(50)
  }
}

/** A probe: true once the address answers with a 2xx. */
export async function answersOk(url: string): Promise<true | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  await response.arrayBuffer()
  return response.ok ? true : undefined
}
