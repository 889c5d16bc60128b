import { finalOrderStates, type NumberOffer } from '@turnup/domain'
import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { newId } from './new-id.ts'
import type { NumberHoldTable } from './schema/tables.ts'

export interface NumberHold {
  id: string
  provider: string
  customerId: string
  offer: NumberOffer
  /** Whether the carrier holds it too. */
  isReserved: boolean
  expiresAt: Date
  extensionCount: number
  orderId?: string
}

/**
 * Takes a number for a customer in one statement: it goes through when nobody holds it, when the hold of somebody else
 * has run out or belongs to an order that ended, or when it is the customer's own.
 * @returns undefined when somebody else has it
 */
export async function holdNumber(
  queryable: Queryable,
  hold: { provider: string; customerId: string; offer: NumberOffer; at: Date; expiresAt: Date },
): Promise<NumberHold | undefined> {
  const { provider, customerId, offer, at, expiresAt } = hold
  const { rows } = await sql<Selectable<NumberHoldTable>>`
    insert into number_hold as held (id, provider, number, customer_id, offer, held_at, expires_at)
    values (${newId()}, ${provider}, ${offer.number}, ${customerId}, ${JSON.stringify(offer)}, ${at}, ${expiresAt})
    on conflict (provider, number) do update
      set id = excluded.id, customer_id = excluded.customer_id, offer = excluded.offer, is_reserved = false,
        held_at = excluded.held_at, expires_at = excluded.expires_at, extension_count = 0, order_id = null
      where case when held.order_id is null
        then held.expires_at <= ${at} or held.customer_id = ${customerId}
        else exists (select from product_order o where o.id = held.order_id and o.state = any(${finalOrderStates}::text[]))
      end
    returning *`.execute(queryable)
  return rows[0] && fromRow(rows[0])
}

/** A hold of this customer, also one that has run out; somebody else's is not found. */
export async function readNumberHold(
  queryable: Queryable,
  id: string,
  customerId: string,
): Promise<NumberHold | undefined> {
  const row = await queryable
    .selectFrom('number_hold')
    .selectAll()
    .where('id', '=', id)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** What the customer holds and has not ordered. */
export async function listNumberHolds(queryable: Queryable, customerId: string): Promise<NumberHold[]> {
  const rows = await queryable
    .selectFrom('number_hold')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('order_id', 'is', null)
    .execute()
  return rows.map(fromRow)
}

export async function markNumberReserved(queryable: Queryable, id: string, expiresAt: Date): Promise<void> {
  await queryable
    .updateTable('number_hold')
    .set({ is_reserved: true, expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}

/** @returns undefined when it has run out, was ordered, or was extended as often as it may be */
export async function extendNumberHold(
  queryable: Queryable,
  id: string,
  { at, expiresAt, most }: { at: Date; expiresAt: Date; most: number },
): Promise<NumberHold | undefined> {
  const row = await queryable
    .updateTable('number_hold')
    .set({ expires_at: expiresAt })
    .set((eb) => ({ extension_count: eb('extension_count', '+', 1) }))
    .where('id', '=', id)
    .where('order_id', 'is', null)
    .where('expires_at', '>', at)
    .where('extension_count', '<', most)
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Gives the number up; one that an order has taken stays. */
export async function dropNumberHold(queryable: Queryable, id: string): Promise<void> {
  await queryable.deleteFrom('number_hold').where('id', '=', id).where('order_id', 'is', null).execute()
}

/** The order keeps the number from here on. @returns false when the hold has run out or is another order's */
export async function giveNumberToOrder(
  queryable: Queryable,
  id: string,
  { orderId, at }: { orderId: string; at: Date },
): Promise<boolean> {
  const result = await queryable
    .updateTable('number_hold')
    .set({ order_id: orderId })
    .where('id', '=', id)
    .where('order_id', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Those of the numbers that others hold now, so that a search does not offer them. */
export async function findHeldNumbers(
  queryable: Queryable,
  asked: { provider: string; numbers: string[]; customerId: string; at: Date },
): Promise<Set<string>> {
  const { provider, numbers, customerId, at } = asked
  if (numbers.length === 0) return new Set()
  const rows = await queryable
    .selectFrom('number_hold as held')
    .leftJoin('product_order as o', 'o.id', 'held.order_id')
    .select('held.number')
    .where('held.provider', '=', provider)
    .where('held.number', 'in', numbers)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('held.order_id', 'is', null),
          eb('held.expires_at', '>', at),
          eb('held.customer_id', '<>', customerId),
        ]),
        eb.and([eb('held.order_id', 'is not', null), eb('o.state', 'not in', [...finalOrderStates])]),
      ]),
    )
    .execute()
  return new Set(rows.map(({ number }) => number))
}

function fromRow(row: Selectable<NumberHoldTable>): NumberHold {
  return {
    id: row.id,
    provider: row.provider,
    customerId: row.customer_id,
    offer: row.offer,
    isReserved: row.is_reserved,
    expiresAt: row.expires_at,
    extensionCount: row.extension_count,
    orderId: row.order_id ?? undefined,
  }
}
