import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { ConnectorStateTable } from './schema/tables.ts'

export type ConnectorStateRow = Selectable<ConnectorStateTable>

/** Which actions concern which outside system. */
export interface ActionOfConnector {
  action: string
  connector: string
}

export async function listConnectorStates(queryable: Queryable): Promise<ConnectorStateRow[]> {
  return queryable.selectFrom('connector_state').selectAll().orderBy('connector').execute()
}

/** Orders with a step that is ready for its turn or its time, by the outside system of that step. */
export async function countWaitingOrders(
  queryable: Queryable,
  actions: ActionOfConnector[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ connector: string; orders: string }>`
    select a.connector, count(distinct s.order_id) as orders
    from order_step s
    join product_order o on o.id = s.order_id
    join unnest(${actions.map(({ action }) => action)}::text[], ${actions.map(({ connector }) => connector)}::text[])
      as a(action, connector) on a.action = s.action
      -- A step that names its carrier waits for that one alone.
      and (a.action like 'voice.%' or coalesce(s.input ->> 'providerId', a.connector) = a.connector)
    where s.state in ('ready', 'undoing') and o.state in ('inProgress', 'assessingCancellation')
    group by a.connector`.execute(queryable)
  return new Map(rows.map((row) => [row.connector, Number(row.orders)]))
}

/** Orders with a step that failed at an outside system and needs a person. */
export async function countStuckOrders(queryable: Queryable): Promise<Map<string, number>> {
  const { rows } = await sql<{ connector: string; orders: string }>`
    select s.error ->> 'connector' as connector, count(distinct s.order_id) as orders
    from order_step s
    join product_order o on o.id = s.order_id
    where s.state in ('failed', 'unknown') and s.error ->> 'connector' is not null
      and o.state in ('inProgress', 'held', 'assessingCancellation')
    group by 1`.execute(queryable)
  return new Map(rows.map((row) => [row.connector, Number(row.orders)]))
}

/**
 * Makes every step of these actions that waits for its time due now, and the orders with it: an order whose wake-up is
 * lost is then found by the sweep. The new revision makes an executor that is looking at the order right now look again.
 * @returns the ids of the orders to wake
 */
export async function makeWaitingOrdersDue(
  queryable: Queryable,
  actions: string[],
  now: Date,
): Promise<string[]> {
  if (actions.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with waiting as (
      select id from product_order
      where state in ('inProgress', 'assessingCancellation') and id in (
        select order_id from order_step
        where state in ('ready', 'undoing') and wake_at is not null and action = any(${actions}::text[]))
      order by id
      for update
    ), heads as (
      update product_order set wake_at = ${now}, revision = revision + 1
      from waiting where product_order.id = waiting.id
      returning product_order.id
    ), steps as (
      update order_step set wake_at = null
      from heads
      where order_step.order_id = heads.id and order_step.state in ('ready', 'undoing')
        and order_step.action = any(${actions}::text[])
      returning 1
    )
    select heads.id from heads`.execute(queryable)
  return rows.map((row) => row.id)
}

export interface CallsOfConnector {
  connector: string
  calls: number
  /** Unavailable, throttled, auth or outcome unknown. */
  failed: number
  /** Business noes. */
  rejected: number
  p50Ms: number | null
  p95Ms: number | null
}

/** More attempts than this say nothing new about how a system is doing, and take long to unpack. */
const mostAttempts = 20_000

/** How the calls made for orders went since an instant, by outside system, from the newest attempts. */
export async function countCalls(queryable: Queryable, since: Date): Promise<CallsOfConnector[]> {
  const { rows } = await sql<{ [Key in keyof CallsOfConnector]: string }>`
    select exchange ->> 'connector' as connector,
      count(*) as calls,
      count(*) filter (where exchange ->> 'outcome' not in ('ok', 'rejected')) as failed,
      count(*) filter (where exchange ->> 'outcome' = 'rejected') as rejected,
      percentile_cont(0.5) within group (order by (exchange ->> 'durationMs')::numeric::float8) as "p50Ms",
      percentile_cont(0.95) within group (order by (exchange ->> 'durationMs')::numeric::float8) as "p95Ms"
    from (
      select exchanges from step_attempt
      where started_at >= ${since} and jsonb_typeof(exchanges) = 'array'
      order by started_at desc
      limit ${mostAttempts}
    ) as newest, jsonb_array_elements(newest.exchanges) as exchange
    where exchange ->> 'connector' is not null
    group by 1
    order by 1`.execute(queryable)
  return rows.map((row) => ({
    connector: row.connector,
    calls: Number(row.calls),
    failed: Number(row.failed),
    rejected: Number(row.rejected),
    p50Ms: row.p50Ms === null ? null : Math.round(Number(row.p50Ms)),
    p95Ms: row.p95Ms === null ? null : Math.round(Number(row.p95Ms)),
  }))
}
