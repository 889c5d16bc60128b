import { accept, type Json, type Outcome, refuse } from '@turnup/domain'
import { answerRequest, forgetRequest, newId, rememberRequest } from '@turnup/store'
import type { Context } from '../context.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { fingerprintOf } from './reference-for.ts'

/**
 * Runs a verb once for each Idempotency-Key (R081): the first answer is kept and given to every repeat. A try that
 * failed goes on under the same reference, by which its outside records are found again; one that was refused is
 * forgotten, so that the request can be put right.
 * @param work gets the reference for everything that it makes outside
 */
export async function idempotently<Value extends Json>(
  ctx: Context,
  asked: { customerId: string; operation: string; key: string; request: unknown },
  work: (reference: string) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const { customerId, operation, key, request } = asked
  return oneAtATime(ctx, `${operation}:${customerId}:${key}`, async () => {
    const remembered = await rememberRequest(ctx.db, {
      customerId,
      operation,
      key,
      fingerprint: fingerprintOf(request),
      reference: newId(),
      at: ctx.clock.now(),
    })
    if (remembered.state === 'different') {
      return refuse(
        'unprocessable',
        'IDEMPOTENCY_KEY_REUSED',
        'This Idempotency-Key came with another request before. Use a new key for a new request.',
        { field: 'Idempotency-Key' },
      )
    }
    if (remembered.state === 'answered') return accept(remembered.answer as Value)
    const outcome = await work(remembered.reference)
    if (outcome.ok) await answerRequest(ctx.db, asked, outcome.value)
    else if (outcome.refusal.kind !== 'unavailable') await forgetRequest(ctx.db, asked)
    return outcome
  })
}
