import { type OverviewBody, type OverviewQuery, overviewRanges } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import {
  type CallsOfConnector,
  countCalls,
  countFailedAttempts,
  countOrders,
  countOrdersOverTime,
  measureActivation,
  type OrdersOfBucket,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'

const hourMs = 3_600_000

/** The numbers of R144: activation latency, success and failure, retries, how outside systems are doing. */
export async function readOverview(ctx: Context, { range }: OverviewQuery): Promise<Outcome<OverviewBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const to = ctx.clock.now()
  const from = new Date(to.getTime() - overviewRanges[range] * hourMs)
  const bucket = range === '24h' ? 'hour' : 'day'
  const [counts, overTime, times, retries, calls] = await Promise.all([
    countOrders(ctx.db, to),
    countOrdersOverTime(ctx.db, { from, to, bucket }),
    measureActivation(ctx.db, { from, to }),
    countFailedAttempts(ctx.db, { from, to }),
    countCalls(ctx.db, from),
  ])
  return accept({
    range,
    from: from.toISOString(),
    to: to.toISOString(),
    bucket,
    byState: counts.byState,
    overTime: overTime.map((row) => ({ ...row, at: row.at.toISOString() })),
    timeToActivate: {
      orders: times.orders,
      p50Ms: times.p50Ms ?? undefined,
      p95Ms: times.p95Ms ?? undefined,
    },
    outcomes: outcomesOf(overTime),
    retries,
    falloutByCause: counts.byCause,
    outsideSystems: calls.map(outsideSystem),
  })
}

function outcomesOf(overTime: OrdersOfBucket[]): OverviewBody['outcomes'] {
  const sum = (key: 'completed' | 'cancelled' | 'rejected') =>
    overTime.reduce((all, row) => all + row[key], 0)
  const completed = sum('completed')
  const cancelled = sum('cancelled')
  const rejected = sum('rejected')
  const ended = completed + cancelled + rejected
  return { completed, cancelled, rejected, successRate: ended === 0 ? undefined : completed / ended }
}

function outsideSystem({ p50Ms, p95Ms, ...calls }: CallsOfConnector) {
  return { ...calls, errorRate: errorRate(calls), p50Ms: p50Ms ?? undefined, p95Ms: p95Ms ?? undefined }
}

/** The share of calls that failed through the system's fault; a business no is none. */
export function errorRate({ calls, failed }: Pick<CallsOfConnector, 'calls' | 'failed'>): number {
  return calls === 0 ? 0 : failed / calls
}
