import { type Outcome, ProviderError, redactText, refuse } from '@turnup/domain'

/** Runs work that asks an outside system for an operator; its failure is told in its own words. */
export async function orRefusedByCarrier<Value>(
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const { kind, code, message, retryAfterMs } = error
    if (kind === 'rejected' || kind === 'auth') return refuse('conflict', code, redactText(message))
    const wait = Math.max(1, Math.ceil((retryAfterMs ?? 10_000) / 1000))
    return refuse('unavailable', code, redactText(message), { retryAfterSeconds: wait })
  }
}
