import type { Queryable } from './database.ts'

/**
 * Takes a nonce once and for all (R005, X45: in PostgreSQL, so that every process sees it and no restart forgets it).
 * @returns false when it was taken before: the request is a replay
 */
export async function takeNonce(
  queryable: Queryable,
  nonce: string,
  at: Date,
  expiresAt: Date,
): Promise<boolean> {
  const result = await queryable
    .insertInto('webhook_nonce')
    .values({ nonce, seen_at: at, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('nonce').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}
