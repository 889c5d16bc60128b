import type { DatabaseTransaction, Queryable } from './database.ts'
import type { TokenSubject } from './refresh-tokens.ts'
import type { OperatorRole } from './schema/tables.ts'

export interface NewBrowserSession {
  /** SHA-256 of the token. */
  hash: Buffer
  subject: TokenSubject
  createdAt: Date
  /** When it ends unless it is used. */
  expiresAt: Date
  /** When it ends in any case. */
  endsAt: Date
  /** The operator who acts for this customer. */
  actingOperatorId?: string
}

/** Must run under `lockSessions`, or the end of all sessions could miss it. */
export async function insertBrowserSession(
  transaction: DatabaseTransaction,
  session: NewBrowserSession,
): Promise<void> {
  await transaction
    .insertInto('browser_session')
    .values({
      hash: session.hash,
      subject_kind: session.subject.kind,
      subject_id: session.subject.id,
      created_at: session.createdAt,
      last_seen_at: session.createdAt,
      expires_at: session.expiresAt,
      ends_at: session.endsAt,
      acting_operator_id: session.actingOperatorId ?? null,
    })
    .execute()
}

export interface OpenBrowserSession {
  subjectId: string
  /** An operator's role as it is now. */
  role: OperatorRole | null
  lastSeenAt: Date
  endsAt: Date
  /** The operator who acts for this customer. */
  actingOperatorId: string | null
  actingOperatorName: string | null
}

/**
 * The session of this token, as long as it is open and its person may be signed in: an active customer, an operator
 * who is not disabled. Whoever acts for a customer must still be an operator who may.
 */
export async function findBrowserSession(
  queryable: Queryable,
  hash: Buffer,
  kind: TokenSubject['kind'],
  at: Date,
): Promise<OpenBrowserSession | undefined> {
  return queryable
    .selectFrom('browser_session as session')
    .leftJoin('operator', (join) =>
      join.onRef('operator.id', '=', 'session.subject_id').on('session.subject_kind', '=', 'operator'),
    )
    .leftJoin('portal_user', (join) =>
      join.onRef('portal_user.id', '=', 'session.subject_id').on('session.subject_kind', '=', 'customer'),
    )
    .leftJoin('operator as acting', 'acting.id', 'session.acting_operator_id')
    .select([
      'session.subject_id as subjectId',
      'operator.role as role',
      'session.last_seen_at as lastSeenAt',
      'session.ends_at as endsAt',
      'session.acting_operator_id as actingOperatorId',
      'acting.name as actingOperatorName',
    ])
    .where('session.hash', '=', hash)
    .where('session.subject_kind', '=', kind)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', at)
    .where((eb) =>
      eb.or([
        eb('session.acting_operator_id', 'is', null),
        eb.and([
          eb('acting.disabled_at', 'is', null),
          eb('acting.role', 'in', ['operator', 'administrator']),
        ]),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb('portal_user.state', '=', 'active'),
        eb.and([eb('operator.id', 'is not', null), eb('operator.disabled_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst()
}

/** Remembers that a session was used, and lets it go on until `expiresAt`. One that has ended stays ended. */
export async function keepBrowserSession(
  queryable: Queryable,
  hash: Buffer,
  { at, expiresAt }: { at: Date; expiresAt: Date },
): Promise<void> {
  await queryable
    .updateTable('browser_session')
    .set({ last_seen_at: at, expires_at: expiresAt })
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('last_seen_at', '<', at)
    .execute()
}

/** Ends the session of this token, if there is one. */
export async function endBrowserSession(queryable: Queryable, hash: Buffer, at: Date): Promise<void> {
  await queryable
    .updateTable('browser_session')
    .set({ revoked_at: at })
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .execute()
}
