import { z } from 'zod'
import { Instant } from '../common.ts'

export const overviewRanges = { '24h': 24, '7d': 24 * 7, '30d': 24 * 30 } as const

export const OverviewQuery = z.object({
  range: z
    .enum(['24h', '7d', '30d'])
    .default('24h')
    .describe('24h counts by the hour, the others by the day.'),
})
export type OverviewQuery = z.infer<typeof OverviewQuery>

/** The numbers of R144. */
export const OverviewBody = z
  .object({
    range: z.enum(['24h', '7d', '30d']),
    from: Instant,
    to: Instant,
    bucket: z.enum(['hour', 'day']),
    byState: z.array(z.object({ key: z.string(), count: z.int() })).describe('All orders, now.'),
    overTime: z.array(
      z.object({
        at: Instant.describe('Beginning of the hour or day (UTC).'),
        created: z.int(),
        completed: z.int(),
        cancelled: z.int(),
        rejected: z.int(),
      }),
    ),
    timeToActivate: z
      .object({ orders: z.int(), p50Ms: z.int().optional(), p95Ms: z.int().optional() })
      .describe('From the start of fulfilment to the end, orders completed in the range.'),
    outcomes: z.object({
      completed: z.int(),
      cancelled: z.int(),
      rejected: z.int(),
      successRate: z.number().optional(),
    }),
    retries: z
      .int()
      .describe('Attempts that failed or whose answer was lost; each was made again or looked after.'),
    falloutByCause: z.array(z.object({ key: z.string(), count: z.int() })).describe('Stuck now.'),
    outsideSystems: z.array(
      z.object({
        connector: z.string(),
        calls: z.int(),
        failed: z.int().describe('unavailable, throttled, auth or outcome unknown'),
        rejected: z.int().describe('business noes; no fault of the system'),
        errorRate: z.number(),
        p50Ms: z.int().optional(),
        p95Ms: z.int().optional(),
      }),
    ),
  })
  .meta({ id: 'Overview' })
export type OverviewBody = z.infer<typeof OverviewBody>
