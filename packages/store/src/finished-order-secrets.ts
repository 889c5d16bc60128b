import { finalOrderStates } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/**
 * Erases what finished orders needed and nobody may keep (R110): full ICCIDs always, activation codes of orders that
 * came to nothing. Profiles of completed orders are spent; those of others go back into the stock, except where a
 * person left a step of their unit as it was: such a profile may still be in use outside. Safe to repeat.
 * @param orderId absent: in every order, for what a process that died left behind
 * @returns how many secrets and profiles were dealt with
 */
export async function eraseFinishedOrderSecrets(
  queryable: Queryable,
  at: Date,
  orderId?: string,
): Promise<number> {
  const ofOrder = orderId === undefined ? sql`` : sql`and s.order_id = ${orderId}`
  // Everything from "<id>/" up to "<id>0", the character after the slash: what the index on the reference can give.
  const ofRef =
    orderId === undefined
      ? sql``
      : sql`and p.reserved_ref ~>=~ ${`${orderId}/`} and p.reserved_ref ~<~ ${`${orderId}0`}`
  const { rows } = await sql<{ count: string }>`
    with left_secret as (
      select s.order_id, s.name from order_secret s join product_order o on o.id = s.order_id
      where o.state = any(${finalOrderStates}::text[]) ${ofOrder}
        and (s.name like 'iccid:%' or (s.name like 'activation-code:%' and o.state <> 'completed'))
    ), erased as (
      delete from order_secret s using left_secret l where s.order_id = l.order_id and s.name = l.name returning 1
    ), left_profile as (
      select p.id, o.state <> 'completed' and not exists (
        select from order_step t where t.order_id = o.id and t.state = 'skipped'
          and split_part(t.key, ':', 2) = split_part(p.reserved_ref, ':', 2)
      ) as is_free
      from esim_profile p join product_order o on o.id = split_part(p.reserved_ref, '/', 1)::uuid
      where p.reserved_ref is not null and p.iccid_ciphertext is not null ${ofRef}
        and o.state = any(${finalOrderStates}::text[])
    ), released as (
      update esim_profile p set reserved_ref = null, reserved_at = null
      from left_profile l where p.id = l.id and l.is_free returning 1
    ), spent as (
      update esim_profile p set iccid_ciphertext = null, spent_at = ${at}
      from left_profile l where p.id = l.id and not l.is_free returning 1
    )
    select (select count(*) from erased) + (select count(*) from released) + (select count(*) from spent) as count
  `.execute(queryable)
  return Number(rows[0]?.count ?? 0)
}
