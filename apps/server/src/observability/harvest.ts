import { type Database, newId } from '@turnup/store'
import type { Metrics } from './metrics.ts'

export interface Harvest {
  /** Counts what ended since the last time. */
  run(now: Date): Promise<void>
}

const pageSize = 2_000
/** Rows may become visible a little after the time they carry; nothing is passed over before that. */
const settleMs = 60_000
/** Attempts older than this that are still open are not waited for. */
const longestAttemptMs = 24 * 3_600_000

interface Attempts {
  /** Everything up to this id was counted. */
  passed: string
  /** What was counted beyond it. */
  seen: Set<string>
}

/**
 * Turns what the database remembers into counters and histograms (R144). Only the leader runs it, so that sums over
 * processes count each order once; what ended before its start is not counted again.
 */
export function createHarvest(db: Database, metrics: Metrics, startedAt: Date): Harvest {
  const attempts: Attempts = { passed: newId(), seen: new Set() }
  const failures = new Map<string, number>()
  let ordersFrom = startedAt
  return {
    async run(now) {
      await harvestAttempts(db, metrics, attempts, now)
      const to = new Date(now.getTime() - 5_000)
      if (to <= ordersFrom) return
      await harvestFinished(db, metrics, ordersFrom, to)
      await harvestFailures(db, metrics, ordersFrom, failures)
      ordersFrom = to
    },
  }
}

async function harvestAttempts(db: Database, metrics: Metrics, attempts: Attempts, now: Date): Promise<void> {
  let place = attempts.passed
  let mayPass = true
  for (;;) {
    const page = await attemptsAfter(db, place)
    for (const attempt of page) {
      const ageMs = now.getTime() - attempt.started_at.getTime()
      const isOpen = attempt.outcome === null && ageMs < longestAttemptMs
      if (attempt.outcome !== null && !attempts.seen.has(attempt.id)) count(metrics, attempt, attempt.outcome)
      mayPass &&= !isOpen && ageMs > settleMs
      if (mayPass) {
        attempts.passed = attempt.id
        attempts.seen.delete(attempt.id)
      } else if (attempt.outcome !== null) attempts.seen.add(attempt.id)
    }
    if (page.length < pageSize) return
    place = page.at(-1)?.id ?? place
  }
}

type AttemptRow = Awaited<ReturnType<typeof attemptsAfter>>[number]

function count(metrics: Metrics, attempt: AttemptRow, outcome: string): void {
  const step = stepLabel(attempt.step_key)
  metrics.attempts.inc({ step, outcome, code: attempt.error_code ?? '' })
  if (attempt.is_retry) metrics.retries.inc({ step })
}

function attemptsAfter(db: Database, id: string) {
  return db
    .selectFrom('step_attempt as attempt')
    .select(['attempt.id', 'attempt.step_key', 'attempt.outcome', 'attempt.error_code', 'attempt.started_at'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('step_attempt as earlier')
          .select('earlier.id')
          .whereRef('earlier.order_id', '=', 'attempt.order_id')
          .whereRef('earlier.step_key', '=', 'attempt.step_key')
          .whereRef('earlier.id', '<', 'attempt.id'),
      ).as('is_retry'),
    )
    .where('attempt.id', '>', id)
    .orderBy('attempt.id')
    .limit(pageSize)
    .execute()
}

async function harvestFinished(db: Database, metrics: Metrics, from: Date, to: Date): Promise<void> {
  const rows = await db
    .selectFrom('product_order')
    .select(['state', 'created_at', 'started_at', 'finished_at'])
    .where('finished_at', '>', from)
    .where('finished_at', '<=', to)
    .execute()
  for (const { state, created_at, started_at, finished_at } of rows) {
    if (!finished_at || state !== 'completed') continue
    metrics.provisioning.inc({ outcome: 'succeeded', code: '' })
    metrics.activation.observe({ from: 'placed' }, (finished_at.getTime() - created_at.getTime()) / 1_000)
    if (!started_at) continue
    metrics.activation.observe({ from: 'started' }, (finished_at.getTime() - started_at.getTime()) / 1_000)
  }
}

/** An order that stopped counts once for each try, however often it is touched while it waits. */
async function harvestFailures(
  db: Database,
  metrics: Metrics,
  from: Date,
  seen: Map<string, number>,
): Promise<void> {
  const rows = await db
    .selectFrom('product_order')
    .select(['id', 'generation', 'error_code'])
    .where('state', '=', 'held')
    .where('updated_at', '>', from)
    .where('error_code', 'is not', null)
    .execute()
  for (const { id, generation, error_code } of rows) {
    if (seen.get(id) === generation) continue
    if (seen.size > 100_000) seen.clear()
    seen.set(id, generation)
    metrics.provisioning.inc({ outcome: 'failed', code: error_code ?? '' })
  }
}

/** 'esim.download-order:1.1' is the step esim.download-order of item 1, unit 1. */
function stepLabel(stepKey: string): string {
  return stepKey.split(':', 1)[0] ?? stepKey
}
