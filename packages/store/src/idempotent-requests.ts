import type { Json } from '@turnup/domain'
import type { Queryable } from './database.ts'

export interface IdempotentRequest {
  customerId: string
  /** What is asked for: 'cancellation-request', 'support-case'. */
  operation: string
  /** From the Idempotency-Key header. */
  key: string
  /** Hash of the request, to tell a repeat from another request under the same key. */
  fingerprint: string
  /** Ours for the outside effects; a repeat gets the one of the first request. */
  reference: string
  at: Date
}

export type RememberedRequest =
  | { state: 'new'; reference: string }
  | { state: 'unfinished'; reference: string }
  | { state: 'answered'; reference: string; answer: Json }
  /** The key stands for another request. */
  | { state: 'different' }

/** Remembers a request before anything outside happens (law 1), or says how far the same one came. */
export async function rememberRequest(
  queryable: Queryable,
  request: IdempotentRequest,
): Promise<RememberedRequest> {
  const inserted = await queryable
    .insertInto('idempotent_request')
    .values({
      customer_id: request.customerId,
      key: request.key,
      operation: request.operation,
      fingerprint: request.fingerprint,
      reference: request.reference,
      created_at: request.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('reference')
    .executeTakeFirst()
  if (inserted) return { state: 'new', reference: inserted.reference }
  const row = await queryable
    .selectFrom('idempotent_request')
    .selectAll()
    .where('customer_id', '=', request.customerId)
    .where('operation', '=', request.operation)
    .where('key', '=', request.key)
    .executeTakeFirstOrThrow()
  if (row.fingerprint !== request.fingerprint) return { state: 'different' }
  if (row.answer === null) return { state: 'unfinished', reference: row.reference }
  return { state: 'answered', reference: row.reference, answer: row.answer }
}

/** Keeps the answer, so that every repeat gets the same one. */
export async function answerRequest(
  queryable: Queryable,
  request: Pick<IdempotentRequest, 'customerId' | 'operation' | 'key'>,
  answer: Json,
): Promise<void> {
  await queryable
    .updateTable('idempotent_request')
    .set({ answer: JSON.stringify(answer) })
    .where('customer_id', '=', request.customerId)
    .where('operation', '=', request.operation)
    .where('key', '=', request.key)
    .execute()
}

/** Forgets a request that was refused before anything outside happened, so that it can be put right under its key. */
export async function forgetRequest(
  queryable: Queryable,
  request: Pick<IdempotentRequest, 'customerId' | 'operation' | 'key'>,
): Promise<void> {
  await queryable
    .deleteFrom('idempotent_request')
    .where('customer_id', '=', request.customerId)
    .where('operation', '=', request.operation)
    .where('key', '=', request.key)
    .where('answer', 'is', null)
    .execute()
}
