import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface OverviewRange {
  from: Date
  to: Date
  bucket: 'hour' | 'day'
}

export interface OrdersOfBucket {
  /** Beginning of the hour or day, UTC. */
  at: Date
  created: number
  completed: number
  cancelled: number
  rejected: number
}

/** Orders that came in and ended, by hour or day; empty ones are there too. */
export async function countOrdersOverTime(
  queryable: Queryable,
  { from, to, bucket }: OverviewRange,
): Promise<OrdersOfBucket[]> {
  const step = bucket === 'hour' ? '1 hour' : '1 day'
  const { rows } = await sql<{ [Key in keyof OrdersOfBucket]: string } & { at: Date }>`
    with happened as (
      select date_trunc(${bucket}, created_at, 'UTC') as at, 'created' as what
      from product_order where created_at >= ${from} and created_at < ${to}
      union all
      select date_trunc(${bucket}, finished_at, 'UTC'), state
      from product_order where finished_at >= ${from} and finished_at < ${to}
    ), counted as (
      select at,
        count(*) filter (where what = 'created') as created,
        count(*) filter (where what = 'completed') as completed,
        count(*) filter (where what = 'cancelled') as cancelled,
        count(*) filter (where what = 'rejected') as rejected
      from happened group by at
    )
    select buckets.at, coalesce(created, 0) as created, coalesce(completed, 0) as completed,
      coalesce(cancelled, 0) as cancelled, coalesce(rejected, 0) as rejected
    from generate_series(date_trunc(${bucket}, ${from}::timestamptz, 'UTC'), ${to}::timestamptz, ${step}::interval)
      as buckets(at)
    left join counted using (at)
    order by buckets.at`.execute(queryable)
  return rows.map(({ at, created, completed, cancelled, rejected }) => ({
    at,
    created: Number(created),
    completed: Number(completed),
    cancelled: Number(cancelled),
    rejected: Number(rejected),
  }))
}

export interface ActivationTimes {
  orders: number
  p50Ms: number | null
  p95Ms: number | null
}

/** From the start of fulfilment to the end, for orders completed in the range (R144). */
export async function measureActivation(
  queryable: Queryable,
  { from, to }: Pick<OverviewRange, 'from' | 'to'>,
): Promise<ActivationTimes> {
  const { rows } = await sql<{ orders: string; p50: number | null; p95: number | null }>`
    select count(*) as orders,
      percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)::float8) as p50,
      percentile_cont(0.95) within group (order by extract(epoch from finished_at - started_at)::float8) as p95
    from product_order
    where state = 'completed' and started_at is not null and finished_at >= ${from} and finished_at < ${to}`.execute(
    queryable,
  )
  const row = rows[0]
  const inMs = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? null : Math.round(seconds * 1000)
  return { orders: Number(row?.orders ?? 0), p50Ms: inMs(row?.p50), p95Ms: inMs(row?.p95) }
}

/** Attempts that failed or whose answer was lost: each had to be made again or looked after. */
export async function countFailedAttempts(
  queryable: Queryable,
  { from, to }: Pick<OverviewRange, 'from' | 'to'>,
): Promise<number> {
  const row = await queryable
    .selectFrom('step_attempt')
    .select(sql<string>`count(*)`.as('count'))
    .where('outcome', 'in', ['failed', 'unknown'])
    .where('started_at', '>=', from)
    .where('started_at', '<', to)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
