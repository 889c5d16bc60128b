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

/** Forgets nonces whose timestamps no door would accept any more. @returns how many */
export async function deleteExpiredNonces(queryable: Queryable, now: Date): Promise<number> {
  const result = await queryable.deleteFrom('webhook_nonce').where('expires_at', '<', now).executeTakeFirst()
  return Number(result.numDeletedRows)
}
