import type { Json, OrderStep } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { OrderHead } from './order-work.ts'
import type { AttemptOutcome } from './schema/tables.ts'
import type { TimelineRecord } from './timeline.ts'

export interface OpenedAttempt {
  id: string
  stepKey: string
  operation: 'apply' | 'undo' | 'report'
  generation: number
  startedAt: Date
  expiresAt: Date
  correlationId: string
}

export interface ClosedAttempt {
  id: string
  outcome: AttemptOutcome
  finishedAt: Date
  error?: { kind: string; code: string; message: string }
  exchanges?: Json
}

/** Everything that one look at an order changed. */
export interface OrderCommit {
  /** With the revision that was read; the row gets the next one. */
  head: OrderHead
  /**
   * The head as it was read. Plan, lines and PBX details that are the same object in both stay as they are in the row: they are
   * kilobytes, seldom change, and writing them once more at every wave is most of what a commit would cost.
   */
  before?: OrderHead
  steps: OrderStep[]
  opened: OpenedAttempt[]
  closed: ClosedAttempt[]
  timeline: Omit<TimelineRecord, 'orderId'>[]
  at: Date
}

/**
 * Writes one look at an order in a single statement: head, steps, attempts and timeline together or not at all. Rows are
 * found by their order: PostgreSQL takes a record set for a hundred rows and would read a whole table for that many.
 * @returns false when somebody else changed the order since it was read: read again and decide again
 */
export async function commitOrder(queryable: Queryable, commit: OrderCommit): Promise<boolean> {
  const { head, before } = commit
  const isSame = (name: 'items' | 'plan' | 'pbx') => before !== undefined && before[name] === head[name]
  const jsonb = (value: unknown) => sql`${value === undefined ? null : JSON.stringify(value)}::jsonb`
  const result = await sql<{ written: string }>`
    with head as (
      update product_order set
        revision = revision + 1,
        state = ${head.state},
        generation = ${head.generation},
        crm_order_id = ${head.crmOrderId ?? null},
        crm_order_number = ${head.crmOrderNumber ?? null},
        opportunity_id = ${head.opportunityId ?? null},
        items = ${isSame('items') ? sql`items` : jsonb(head.items)},
        plan = ${isSame('plan') ? sql`plan` : jsonb(head.plan)},
        pbx = ${isSame('pbx') ? sql`pbx` : jsonb(head.pbx)},
        pbx_phase = ${head.pbxPhase ?? null},
        promo_code = ${head.promoCode ?? null},
        notes = ${head.notes ?? null},
        billing_order_id = ${head.billingOrderId ?? null},
        billing_service_ids = ${head.billingServiceIds}::text[],
        masked_iccid = ${head.maskedIccid ?? null},
        next_action = ${jsonb(head.nextAction)},
        error_code = ${head.errorCode ?? null},
        error_message = ${head.errorMessage ?? null},
        crm_status_reported = ${head.crmStatusReported ?? null},
        crm_status_due = ${head.crmStatusDue ?? null},
        wake_at = ${head.wakeAt ?? null},
        started_at = ${head.startedAt ?? null},
        finished_at = ${head.finishedAt ?? null},
        updated_at = ${commit.at}
      where id = ${head.id} and revision = ${head.revision}
      returning id
    ), steps as (
      insert into order_step (order_id, key, position, action, needs, gate, gate_decision, point_of_no_return, input,
        state, result, error, attempt_count, trouble_since, wake_at, waiting, updated_at)
      select head.id, s.key, s.position, s.action, s.needs, s.gate, s."gateDecision", s."pointOfNoReturn", s.input,
        s.state, s.result, s.error, s."attemptCount", s."troubleSince", s."wakeAt", s.waiting, ${commit.at}::timestamptz
      from head, jsonb_to_recordset(${JSON.stringify(commit.steps)}::jsonb) as s(key text, position integer, action text,
        needs text[], gate jsonb, "gateDecision" jsonb, "pointOfNoReturn" boolean, input jsonb, state text, result jsonb,
        error jsonb, "attemptCount" integer, "troubleSince" timestamptz, "wakeAt" timestamptz, waiting jsonb)
      on conflict (order_id, key) do update set
        needs = excluded.needs, gate = excluded.gate, gate_decision = excluded.gate_decision, input = excluded.input, state = excluded.state, result = excluded.result,
        error = excluded.error, attempt_count = excluded.attempt_count, trouble_since = excluded.trouble_since,
        wake_at = excluded.wake_at, waiting = excluded.waiting, updated_at = excluded.updated_at
      returning 1
    ), opened as (
      insert into step_attempt (id, order_id, step_key, operation, generation, started_at, expires_at, correlation_id)
      select a.id, head.id, a."stepKey", a.operation, a.generation, a."startedAt", a."expiresAt", a."correlationId"
      from head, jsonb_to_recordset(${JSON.stringify(commit.opened)}::jsonb) as a(id uuid, "stepKey" text, operation text,
        generation integer, "startedAt" timestamptz, "expiresAt" timestamptz, "correlationId" text)
      returning 1
    ), closed as (
      update step_attempt set outcome = c.outcome, finished_at = c."finishedAt", error_kind = coalesce(c.error->>'kind', error_kind),
        error_code = coalesce(c.error->>'code', error_code),
        error_message = coalesce(c.error->>'message', error_message),
        exchanges = coalesce(c.exchanges, step_attempt.exchanges)
      from head, jsonb_to_recordset(${JSON.stringify(commit.closed)}::jsonb) as c(id uuid, outcome text,
        "finishedAt" timestamptz, error jsonb, exchanges jsonb)
      where step_attempt.order_id = head.id and step_attempt.id = c.id
      returning 1
    ), told as (
      insert into timeline_event (order_id, at, kind, text, actor, public, detail)
      select head.id, t.at, t.kind, t.text, t.actor, coalesce(t.public, false), t.detail
      from head, jsonb_to_recordset(${JSON.stringify(commit.timeline)}::jsonb) as t(at timestamptz, kind text, text text,
        actor text, public boolean, detail jsonb)
      returning 1
    )
    select count(*)::text as written from head`.execute(queryable)
  return result.rows[0]?.written === '1'
}
