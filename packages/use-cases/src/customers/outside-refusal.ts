import { type Outcome, ProviderError, type Refusal, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'

/**
 * What a customer is told when an outside system did not do its part: never its own words, which are for staff
 * (R031); those go to the log with the correlation id.
 */
export function outsideRefusal(ctx: Context, error: ProviderError): { ok: false; refusal: Refusal } {
  const { kind, code, connector, operation } = error
  const fields = { correlationId: ctx.correlationId, connector, operation, kind, code, err: error }
  if (kind === 'auth') ctx.log.error(fields, 'An outside system does not let us in.')
  else ctx.log.warn(fields, 'An outside call did not succeed.')
  switch (kind) {
    case 'rejected':
      return refuse(
        'unprocessable',
        'REFUSED_OUTSIDE',
        'Your request was not accepted. Contact customer service and name the correlation id.',
      )
    case 'outcome-unknown':
      return refuse(
        'unavailable',
        'OUTCOME_UNKNOWN',
        'We do not know yet whether this was done. Send the same request again in a minute; nothing is done twice.',
        { retryAfterSeconds: 60 },
      )
    case 'throttled':
    case 'unavailable':
    case 'auth':
      return refuse(
        'unavailable',
        'TEMPORARILY_UNAVAILABLE',
        'This does not work at the moment. Try again in a minute; nothing has been lost.',
        { retryAfterSeconds: Math.max(1, Math.ceil((error.retryAfterMs ?? 30_000) / 1000)) },
      )
  }
}

/** Runs work that calls outside systems and turns their failures into refusals. */
export async function orOutsideRefusal<Value>(
  ctx: Context,
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProviderError) return outsideRefusal(ctx, error)
    throw error
  }
}
