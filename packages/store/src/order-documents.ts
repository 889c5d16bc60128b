import { finalOrderStates, type ProofRequirement } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { Vault } from './vault.ts'

/** A paper of a registration, without what it shows. */
export interface OrderDocument {
  id: string
  orderId: string
  of: ProofRequirement['of']
  proofTypeId: string
  proofTypeName: string
  fileName: string
  mediaType: string
  sizeBytes: number
  /** YYYY-MM-DD */
  issuedOn?: string
  uploadedAt: Date
  uploadedBy?: string
}

const contentPurpose = (orderId: string, id: string) => `document:${orderId}:${id}`
const namePurpose = (orderId: string, id: string) => `document-name:${orderId}:${id}`

/** Keeps a paper sealed, its name too. */
export async function insertOrderDocument(
  queryable: Queryable,
  vault: Vault,
  document: OrderDocument & { content: Uint8Array },
): Promise<void> {
  const { id, orderId, content } = document
  const text = Buffer.from(content).toString('base64')
  await queryable
    .insertInto('order_document')
    .values({
      id,
      order_id: orderId,
      proof_of: document.of,
      proof_type_id: document.proofTypeId,
      proof_type_name: document.proofTypeName,
      file_name: vault.seal(document.fileName, namePurpose(orderId, id)),
      media_type: document.mediaType,
      size_bytes: document.sizeBytes,
      issued_on: document.issuedOn ?? null,
      content: vault.seal(text, contentPurpose(orderId, id)),
      uploaded_at: document.uploadedAt,
      uploaded_by: document.uploadedBy ?? null,
    })
    .execute()
}

/** The papers of an order, oldest first. */
export async function listOrderDocuments(
  queryable: Queryable,
  vault: Vault,
  orderId: string,
): Promise<OrderDocument[]> {
  const rows = await queryable
    .selectFrom('order_document')
    .select([
      'id',
      'proof_of',
      'proof_type_id',
      'proof_type_name',
      'file_name',
      'media_type',
      'size_bytes',
      sql<string | null>`issued_on::text`.as('issued_on'),
      'uploaded_at',
      'uploaded_by',
    ])
    .where('order_id', '=', orderId)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    orderId,
    of: row.proof_of,
    proofTypeId: row.proof_type_id,
    proofTypeName: row.proof_type_name,
    fileName: vault.open(row.file_name, namePurpose(orderId, row.id)),
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    issuedOn: row.issued_on ?? undefined,
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by ?? undefined,
  }))
}

/** What a paper shows; undefined when it is gone. */
export async function readOrderDocumentContent(
  queryable: Queryable,
  vault: Vault,
  orderId: string,
  id: string,
): Promise<Uint8Array | undefined> {
  const row = await queryable
    .selectFrom('order_document')
    .select('content')
    .where('order_id', '=', orderId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && Buffer.from(vault.open(row.content, contentPurpose(orderId, id)), 'base64')
}

/** @returns false when it was gone already */
export async function deleteOrderDocument(
  queryable: Queryable,
  orderId: string,
  id: string,
): Promise<boolean> {
  const result = await queryable
    .deleteFrom('order_document')
    .where('order_id', '=', orderId)
    .where('id', '=', id)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/**
 * Erases the registrations and papers of finished orders. Safe to repeat.
 * @param orderId absent: of every order, for what a process that died left behind
 */
export async function eraseFinishedRegistrations(queryable: Queryable, orderId?: string): Promise<void> {
  const ofOrder = orderId === undefined ? sql`` : sql`and o.id = ${orderId}`
  const isFinished = sql`o.state = any(${finalOrderStates}::text[]) ${ofOrder}`
  await sql`
    with data as (
      delete from order_secret s using product_order o
      where o.id = s.order_id and s.name = 'registration' and ${isFinished} returning 1
    )
    delete from order_document d using product_order o where o.id = d.order_id and ${isFinished}`.execute(
    queryable,
  )
}
