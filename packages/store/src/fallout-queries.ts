import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface FalloutGroup {
  code: string
  kind: string | null
  connector: string | null
  /** Null where no plan could be made, so that no step failed. */
  action: string | null
  orders: number
  oldestAt: Date
  oldestMessage: string | null
  samples: { orderId: string; crmOrderId: string | null; step: string | null }[]
}

/** Everything that needs a person, by cause, most frequent first. */
export async function groupFallout(queryable: Queryable): Promise<FalloutGroup[]> {
  const { rows } = await sql<Omit<FalloutGroup, 'orders'> & { orders: string }>`
    with stuck as (
      select o.id as order_id, o.crm_order_id, s.key as step, s.action, s.error,
        coalesce(s.error ->> 'code', 'UNKNOWN') as code, s.error ->> 'message' as message,
        coalesce(s.trouble_since, s.updated_at) as since
      from order_step s join product_order o on o.id = s.order_id
      where s.state in ('failed', 'unknown') and o.state in ('inProgress', 'held', 'assessingCancellation')
      union all
      select o.id, o.crm_order_id, null, null, null, coalesce(o.error_code, 'UNKNOWN'), o.error_message, o.updated_at
      from product_order o
      where o.state = 'held' and not exists (
        select from order_step s where s.order_id = o.id and s.state in ('failed', 'unknown'))
    )
    select code, error ->> 'kind' as kind, error ->> 'connector' as connector, action,
      count(distinct order_id) as orders, min(since) as "oldestAt",
      (array_agg(message order by since))[1] as "oldestMessage",
      to_jsonb((array_agg(jsonb_build_object('orderId', order_id, 'crmOrderId', crm_order_id, 'step', step)
        order by since))[1:3]) as samples
    from stuck
    group by 1, 2, 3, 4
    order by orders desc, "oldestAt"
    limit 200`.execute(queryable)
  return rows.map((row) => ({ ...row, orders: Number(row.orders) }))
}

/** Orders that need a person, each counted once. */
export async function countFallout(queryable: Queryable): Promise<number> {
  const { rows } = await sql<{ orders: string }>`
    select count(*) as orders from (
      select order_id from order_step s join product_order o on o.id = s.order_id
      where s.state in ('failed', 'unknown') and o.state in ('inProgress', 'held', 'assessingCancellation')
      union
      select id from product_order where state = 'held') as stuck`.execute(queryable)
  return Number(rows[0]?.orders ?? 0)
}

/** Keys of an order's steps that need a person. */
export async function listStuckSteps(
  queryable: Queryable,
  orderIds: string[],
): Promise<Map<string, string[]>> {
  if (orderIds.length === 0) return new Map()
  const rows = await queryable
    .selectFrom('order_step')
    .select(['order_id', 'key'])
    .where('order_id', 'in', orderIds)
    .where('state', 'in', ['failed', 'unknown'])
    .orderBy('position')
    .execute()
  const keys = new Map<string, string[]>()
  for (const { order_id, key } of rows) keys.set(order_id, [...(keys.get(order_id) ?? []), key])
  return keys
}
