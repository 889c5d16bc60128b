import type { Queryable } from './database.ts'

/** A one-time link by which the admin of a tenant sets a password (X27). */
export interface PbxClaim {
  id: string
  orderId: string
  /** Which mail of the order it is, from 1. */
  sequence: number
  tenantId: string
  username: string
  sentAt: Date
  expiresAt: Date
  usedAt?: Date
}

/**
 * Writes a claim down; the ones before it no longer work. Only the hash of its token is kept.
 * @returns false when the order has a claim of this sequence already: somebody was faster
 */
export async function insertPbxClaim(
  queryable: Queryable,
  claim: Omit<PbxClaim, 'usedAt'> & { hash: Buffer },
): Promise<boolean> {
  const result = await queryable
    .insertInto('pbx_claim')
    .values({
      id: claim.id,
      order_id: claim.orderId,
      hash: claim.hash,
      sequence: claim.sequence,
      tenant_id: claim.tenantId,
      username: claim.username,
      sent_at: claim.sentAt,
      expires_at: claim.expiresAt,
    })
    .onConflict((conflict) => conflict.columns(['order_id', 'sequence']).doNothing())
    .executeTakeFirst()
  if (result.numInsertedOrUpdatedRows === 0n) return false
  await queryable
    .updateTable('pbx_claim')
    .set({ revoked_at: claim.sentAt })
    .where('order_id', '=', claim.orderId)
    .where('sequence', '<', claim.sequence)
    .where('revoked_at', 'is', null)
    .where('used_at', 'is', null)
    .execute()
  return true
}

const columns = [
  'id',
  'order_id',
  'sequence',
  'tenant_id',
  'username',
  'sent_at',
  'expires_at',
  'used_at',
] as const

/** The claim of this token while it works: not used, not replaced, not too old. */
export async function findOpenPbxClaim(
  queryable: Queryable,
  hash: Buffer,
  at: Date,
): Promise<PbxClaim | undefined> {
  const row = await queryable
    .selectFrom('pbx_claim')
    .select(columns)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The newest claim of an order. */
export async function lastPbxClaim(queryable: Queryable, orderId: string): Promise<PbxClaim | undefined> {
  const row = await queryable
    .selectFrom('pbx_claim')
    .select(columns)
    .where('order_id', '=', orderId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** @returns false when somebody was faster */
export async function markPbxClaimUsed(queryable: Queryable, id: string, at: Date): Promise<boolean> {
  const result = await queryable
    .updateTable('pbx_claim')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

interface ClaimRow {
  id: string
  order_id: string
  sequence: number
  tenant_id: string
  username: string
  sent_at: Date
  expires_at: Date
  used_at: Date | null
}

function fromRow(row: ClaimRow): PbxClaim {
  return {
    id: row.id,
    orderId: row.order_id,
    sequence: row.sequence,
    tenantId: row.tenant_id,
    username: row.username,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? undefined,
  }
}
