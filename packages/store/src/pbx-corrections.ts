import type { ProofRequirement, RegistrationField } from '@turnup/domain'
import type { Selectable } from 'kysely'
import type { Queryable } from './database.ts'
import type { PbxCorrectionTable } from './schema/tables.ts'

/** A request to the customer to mend named fields of a registration, and its one-time link (X43). */
export interface PbxCorrectionRequest {
  id: string
  orderId: string
  fields: RegistrationField[]
  proofsOf: ProofRequirement['of'][]
  message: string
  requestedBy: string
  requestedAt: Date
  expiresAt: Date
  closedAt?: Date
}

/** Writes a request down; the one before it no longer works. Only the hash of its token is kept. */
export async function insertPbxCorrection(
  queryable: Queryable,
  request: Omit<PbxCorrectionRequest, 'closedAt'> & { hash: Buffer },
): Promise<void> {
  await queryable
    .updateTable('pbx_correction')
    .set({ closed_at: request.requestedAt })
    .where('order_id', '=', request.orderId)
    .where('closed_at', 'is', null)
    .execute()
  await queryable
    .insertInto('pbx_correction')
    .values({
      id: request.id,
      order_id: request.orderId,
      hash: request.hash,
      fields: request.fields,
      proofs_of: request.proofsOf,
      message: request.message,
      requested_by: request.requestedBy,
      requested_at: request.requestedAt,
      expires_at: request.expiresAt,
    })
    .execute()
}

/** The request of this token while it works. */
export async function findOpenPbxCorrection(
  queryable: Queryable,
  hash: Buffer,
  at: Date,
): Promise<PbxCorrectionRequest | undefined> {
  const row = await queryable
    .selectFrom('pbx_correction')
    .selectAll()
    .where('hash', '=', hash)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row && fromRow(row)
}

export async function readPbxCorrection(
  queryable: Queryable,
  id: string,
): Promise<PbxCorrectionRequest | undefined> {
  const row = await queryable.selectFrom('pbx_correction').selectAll().where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** @returns false when somebody was faster */
export async function closePbxCorrection(queryable: Queryable, id: string, at: Date): Promise<boolean> {
  const result = await queryable
    .updateTable('pbx_correction')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

function fromRow(row: Selectable<PbxCorrectionTable>): PbxCorrectionRequest {
  return {
    id: row.id,
    orderId: row.order_id,
    fields: row.fields,
    proofsOf: row.proofs_of,
    message: row.message,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    closedAt: row.closed_at ?? undefined,
  }
}
