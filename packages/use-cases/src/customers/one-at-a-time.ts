import { type Outcome, refuse } from '@turnup/domain'
import { leaveFlight, newId, takeFlight } from '@turnup/store'
import type { Context } from '../context.ts'

/** More outside calls than this follow each other in no verb of the portal. */
const longestChain = 10

/**
 * Keeps two requests about the same thing from calling outside systems at once, across processes. A place that was
 * left by a crash is free again after the longest time the calls can take.
 * @param key what the requests are about, for example "place-order:<id>"
 */
export async function oneAtATime<Value>(
  ctx: Context,
  key: string,
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const now = ctx.clock.now()
  const flight = {
    key,
    orderId: newId(),
    stepKey: 'portal',
    expiresAt: new Date(now.getTime() + longestChain * ctx.policy.callTimeoutMs),
  }
  if (!(await takeFlight(ctx.db, flight, now))) {
    return refuse(
      'conflict',
      'REQUEST_IN_PROGRESS',
      'The same request is being worked on. Wait a few seconds, then look or try again.',
      { retryAfterSeconds: 3 },
    )
  }
  try {
    return await work()
  } finally {
    await leaveFlight(ctx.db, flight)
  }
}
