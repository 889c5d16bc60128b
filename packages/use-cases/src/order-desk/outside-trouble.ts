import { type Outcome, ProviderError, type Refusal, redactText, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'

/** Operators are told what an outside system said: they are the ones who can mend it. Customers are not (R031). */
function outsideTrouble(ctx: Context, error: ProviderError): { ok: false; refusal: Refusal } {
  const { kind, code, connector, operation, retryAfterMs } = error
  ctx.log.warn(
    { correlationId: ctx.correlationId, connector, operation, kind, code },
    'An outside call failed.',
  )
  const message = redactText(error.message)
  if (kind === 'rejected') return refuse('unprocessable', code, message)
  if (kind === 'auth')
    return refuse('unavailable', code, `${message} An administrator has to mend the access.`)
  return refuse('unavailable', code, message, {
    retryAfterSeconds: Math.max(1, Math.ceil((retryAfterMs ?? 10_000) / 1000)),
  })
}

/** Runs work that reads outside systems and turns their failures into refusals. */
export async function orOutsideTrouble<Value>(
  ctx: Context,
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderError) return outsideTrouble(ctx, error)
    throw error
  }
}
