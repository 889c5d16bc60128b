import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** States of orders that came to nothing: whatever tenant there was is gone. */
const cameToNothing = ['cancelled', 'rejected']

/**
 * Takes a tenant's domain for an order in one statement; call it in the transaction that writes the order down. A
 * domain is free again when the order that had it was cancelled or refused. @returns false when another order has it
 */
export async function holdDomain(
  queryable: Queryable,
  { domain, orderId, at }: { domain: string; orderId: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into domain_hold as held (domain, order_id, held_at) values (${domain}, ${orderId}, ${at})
    on conflict (domain) do update set order_id = excluded.order_id, held_at = excluded.held_at
      where held.order_id = excluded.order_id
        or exists (select from product_order o where o.id = held.order_id and o.state = any(${cameToNothing}::text[]))
    returning domain`.execute(queryable)
  return rows.length > 0
}

/** Those of the domains that an order has. */
export async function findHeldDomains(queryable: Queryable, domains: string[]): Promise<Set<string>> {
  if (domains.length === 0) return new Set()
  const rows = await queryable
    .selectFrom('domain_hold as held')
    .innerJoin('product_order as o', 'o.id', 'held.order_id')
    .select('held.domain')
    .where('held.domain', 'in', domains)
    .where('o.state', 'not in', ['cancelled', 'rejected'])
    .execute()
  return new Set(rows.map(({ domain }) => domain))
}
