import type { Queryable } from './database.ts'

export interface TokenSubject {
  kind: 'customer' | 'operator'
  id: string
}

export interface RefreshToken {
  hash: Buffer
  familyId: string
  subject: TokenSubject
  issuedAt: Date
  expiresAt: Date
}

export type RefreshTokenUse =
  | { state: 'used-now'; familyId: string; subject: TokenSubject }
  /** It had been used before: somebody else may hold it, so its whole family is over now. */
  | { state: 'reused'; subject: TokenSubject }
  /** Never given out, too old, or ended with its sign-in. */
  | { state: 'unknown' }

export async function insertRefreshToken(queryable: Queryable, token: RefreshToken): Promise<void> {
  await queryable
    .insertInto('refresh_token')
    .values({
      hash: token.hash,
      family_id: token.familyId,
      subject_kind: token.subject.kind,
      subject_id: token.subject.id,
      issued_at: token.issuedAt,
      expires_at: token.expiresAt,
    })
    .execute()
}

/** Uses a token up. Call it in a transaction that ends with a commit also when the token was reused. */
export async function useRefreshToken(
  queryable: Queryable,
  hash: Buffer,
  kind: TokenSubject['kind'],
  at: Date,
): Promise<RefreshTokenUse> {
  const row = await queryable
    .selectFrom('refresh_token')
    .selectAll()
    .where('hash', '=', hash)
    .where('subject_kind', '=', kind)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { state: 'unknown' }
  const subject: TokenSubject = { kind: row.subject_kind, id: row.subject_id }
  if (row.used_at) {
    await endTokenFamily(queryable, row.family_id, at)
    return { state: 'reused', subject }
  }
  if (row.revoked_at || row.expires_at <= at) return { state: 'unknown' }
  await queryable.updateTable('refresh_token').set({ used_at: at }).where('hash', '=', hash).execute()
  return { state: 'used-now', familyId: row.family_id, subject }
}

/** Ends one sign-in. */
export async function endTokenFamily(queryable: Queryable, familyId: string, at: Date): Promise<void> {
  await queryable
    .updateTable('refresh_token')
    .set({ revoked_at: at })
    .where('family_id', '=', familyId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends the sign-in that this token belongs to, if there is one. @returns whose it was */
export async function endSessionOfToken(
  queryable: Queryable,
  hash: Buffer,
  at: Date,
): Promise<TokenSubject | undefined> {
  const row = await queryable
    .selectFrom('refresh_token')
    .select(['family_id', 'subject_kind', 'subject_id'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return undefined
  await endTokenFamily(queryable, row.family_id, at)
  return { kind: row.subject_kind, id: row.subject_id }
}

/** Ends every sign-in of one person. */
export async function endAllSessions(queryable: Queryable, subject: TokenSubject, at: Date): Promise<void> {
  await queryable
    .updateTable('refresh_token')
    .set({ revoked_at: at })
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('revoked_at', 'is', null)
    .execute()
}
