import { sql } from 'kysely'
import type { DatabaseTransaction, Queryable } from './database.ts'

/** Through which door a request to fulfil came. */
export type InboxDoor = 'webhook' | 'event' | 'sweep' | 'console' | 'policy'

export interface InboxEntry {
  crmOrderId: string
  generation: number
  handled: boolean
  /** 'started' or 'refused:<CODE>'; absent while unhandled. */
  result?: string
}

export interface NewInboxEntry {
  crmOrderId: string
  generation: number
  door: InboxDoor
  deliveryId: string
  correlationId: string
  requestedBy?: string
  at: Date
}

/**
 * Lets one transaction at a time decide about one CRM order, also while no row of it exists yet. Held until the
 * transaction ends.
 */
export async function lockCrmOrder(transaction: DatabaseTransaction, crmOrderId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`inbox ${crmOrderId}`}, 0))`.execute(transaction)
}

/** What an earlier delivery under the same id said, or undefined when this is the first. */
export async function findDelivery(
  queryable: Queryable,
  door: InboxDoor,
  deliveryId: string,
): Promise<{ crmOrderId: string; generation: number } | undefined> {
  const row = await queryable
    .selectFrom('inbox_delivery')
    .select(['crm_order_id', 'generation'])
    .where('door', '=', door)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst()
  return row && { crmOrderId: row.crm_order_id, generation: row.generation }
}

/** The newest request to fulfil this CRM order. */
export async function findLatestInboxEntry(
  queryable: Queryable,
  crmOrderId: string,
): Promise<InboxEntry | undefined> {
  const row = await queryable
    .selectFrom('inbox')
    .select(['crm_order_id', 'generation', 'handled_at', 'result'])
    .where('crm_order_id', '=', crmOrderId)
    .orderBy('generation', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  return {
    crmOrderId: row.crm_order_id,
    generation: row.generation,
    handled: row.handled_at !== null,
    ...(row.result === null ? {} : { result: row.result }),
  }
}

/** One request by its business key (X06). */
export async function findInboxEntry(
  queryable: Queryable,
  crmOrderId: string,
  generation: number,
): Promise<InboxEntry | undefined> {
  const row = await queryable
    .selectFrom('inbox')
    .select(['handled_at', 'result'])
    .where('crm_order_id', '=', crmOrderId)
    .where('generation', '=', generation)
    .executeTakeFirst()
  if (!row) return undefined
  const result = row.result === null ? {} : { result: row.result }
  return { crmOrderId, generation, handled: row.handled_at !== null, ...result }
}

/**
 * Puts a request into the inbox and remembers its delivery; the same order and generation again only counts the
 * delivery.
 * @returns whether the request is new
 */
export async function recordInboxEntry(
  transaction: DatabaseTransaction,
  entry: NewInboxEntry,
): Promise<{ isNew: boolean }> {
  const { deliveries } = await transaction
    .insertInto('inbox')
    .values({
      crm_order_id: entry.crmOrderId,
      generation: entry.generation,
      door: entry.door,
      delivery_id: entry.deliveryId,
      correlation_id: entry.correlationId,
      requested_by: entry.requestedBy ?? null,
      received_at: entry.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['crm_order_id', 'generation']).doUpdateSet((eb) => ({
        deliveries: eb('inbox.deliveries', '+', 1),
      })),
    )
    .returning('deliveries')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('inbox_delivery')
    .values({
      door: entry.door,
      delivery_id: entry.deliveryId,
      crm_order_id: entry.crmOrderId,
      generation: entry.generation,
      received_at: entry.at,
    })
    .onConflict((conflict) => conflict.columns(['door', 'delivery_id']).doNothing())
    .execute()
  return { isNew: deliveries === 1 }
}

/** Counts a delivery that says what an earlier one said. */
export async function countDelivery(
  transaction: DatabaseTransaction,
  crmOrderId: string,
  generation: number,
): Promise<void> {
  await transaction
    .updateTable('inbox')
    .set((eb) => ({ deliveries: eb('deliveries', '+', 1) }))
    .where('crm_order_id', '=', crmOrderId)
    .where('generation', '=', generation)
    .execute()
}
