import type { DatabaseTransaction, Queryable } from './database.ts'

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

/**
 * Lets everything that gives or ends sessions of one person come one after the other, until the transaction ends. A
 * token that is just being given out while all sessions end would otherwise be seen by neither and stay good.
 */
export async function lockSessions(
  transaction: DatabaseTransaction,
  { kind, id }: TokenSubject,
): Promise<void> {
  const table = kind === 'customer' ? 'portal_user' : 'operator'
  await transaction.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

/** Uses a token up. The transaction must end with a commit also when the token was reused. */
export async function useRefreshToken(
  transaction: DatabaseTransaction,
  hash: Buffer,
  kind: TokenSubject['kind'],
  at: Date,
): Promise<RefreshTokenUse> {
  const subject = await subjectOf(transaction, hash)
  if (subject?.kind !== kind) return { state: 'unknown' }
  await lockSessions(transaction, subject)
  const row = await transaction
    .selectFrom('refresh_token')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return { state: 'unknown' }
  if (row.used_at) {
    await endTokenFamily(transaction, row.family_id, at)
    return { state: 'reused', subject }
  }
  if (row.revoked_at || row.expires_at <= at) return { state: 'unknown' }
  await transaction.updateTable('refresh_token').set({ used_at: at }).where('hash', '=', hash).execute()
  return { state: 'used-now', familyId: row.family_id, subject }
}

async function subjectOf(queryable: Queryable, hash: Buffer): Promise<TokenSubject | undefined> {
  const row = await queryable
    .selectFrom('refresh_token')
    .select(['subject_kind', 'subject_id'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row && { kind: row.subject_kind, id: row.subject_id }
}

async function endTokenFamily(transaction: DatabaseTransaction, familyId: string, at: Date): Promise<void> {
  await transaction
    .updateTable('refresh_token')
    .set({ revoked_at: at })
    .where('family_id', '=', familyId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends the sign-in that this token belongs to, if there is one. */
export async function endSessionOfToken(
  transaction: DatabaseTransaction,
  hash: Buffer,
  at: Date,
): Promise<void> {
  const subject = await subjectOf(transaction, hash)
  if (!subject) return
  await lockSessions(transaction, subject)
  const row = await transaction
    .selectFrom('refresh_token')
    .select('family_id')
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (row) await endTokenFamily(transaction, row.family_id, at)
}

/** Ends every sign-in of one person: refresh tokens and browser sessions. */
export async function endAllSessions(
  transaction: DatabaseTransaction,
  subject: TokenSubject,
  at: Date,
): Promise<void> {
  await lockSessions(transaction, subject)
  for (const table of ['refresh_token', 'browser_session'] as const) {
    await transaction
      .updateTable(table)
      .set({ revoked_at: at })
      .where('subject_kind', '=', subject.kind)
      .where('subject_id', '=', subject.id)
      .where('revoked_at', 'is', null)
      .execute()
  }
}
