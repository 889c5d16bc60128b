import type {
  GateDecision,
  Json,
  JsonObject,
  NextAction,
  Order,
  OrderItem,
  OrderState,
  OrderStep,
  PbxDetails,
  PbxPhase,
  Plan,
  StepError,
} from '@turnup/domain'
import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { OrderKind, OrderStepTable, ProductOrderTable } from './schema/tables.ts'

/** An order as the executor and the repairing verbs see it; `revision` says which version was read. */
export interface OrderHead {
  id: string
  kind: OrderKind
  revision: number
  state: OrderState
  generation: number
  crmOrderId?: string
  /** What people call the order; known once it was read from the CRM. */
  crmOrderNumber?: string
  opportunityId?: string
  customerId: string
  customerNumber: string
  billingClientId: string
  crmAccountId: string
  channel: string
  items: OrderItem[]
  promoCode?: string
  notes?: string
  subject?: JsonObject
  plan?: Plan
  pbx?: PbxDetails
  /** As it was when the order was last written; see `pbxPhaseOf`. */
  pbxPhase?: PbxPhase
  billingOrderId?: string
  billingServiceIds: string[]
  maskedIccid?: string
  nextAction?: NextAction
  errorCode?: string
  errorMessage?: string
  crmStatusReported?: string
  crmStatusDue?: string
  wakeAt?: Date
  correlationId: string
  createdAt: Date
  startedAt?: Date
  finishedAt?: Date
}

/** An attempt whose outcome we do not know: open, or closed as unknown with nothing decided since. */
export interface PendingAttempt {
  id: string
  stepKey: string
  operation: 'apply' | 'undo' | 'report'
  startedAt: Date
  expiresAt: Date
  finished: boolean
}

export interface OrderWork {
  head: OrderHead
  steps: OrderStep[]
  /** The attempt of each step whose outcome is not known, where there is one. */
  pending: Map<string, PendingAttempt>
  /**
   * Until when calls of a step may last that nobody heard the end of: asked again or given up, they may still arrive
   * within the settling time after it.
   */
  unheardUntil: Map<string, Date>
}

/** Reads an order with its steps; undefined when there is none. */
export async function loadOrderWork(queryable: Queryable, orderId: string): Promise<OrderWork | undefined> {
  const row = await queryable
    .selectFrom('product_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirst()
  if (!row) return undefined
  const steps = await queryable
    .selectFrom('order_step')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute()
  const mayBePending = steps.some((step) => ['ready', 'running', 'undoing', 'unknown'].includes(step.state))
  const attempts = mayBePending ? await loadUnheardAttempts(queryable, orderId) : []
  const pending = attempts.filter((attempt) => attempt.outcome !== 'abandoned').map(pendingFromRow)
  return {
    head: headFromRow(row),
    steps: steps.map(stepFromRow),
    pending: new Map(pending.map((attempt) => [attempt.stepKey, attempt])),
    unheardUntil: new Map(
      attempts.flatMap(({ step_key, unheard_until }) => (unheard_until ? [[step_key, unheard_until]] : [])),
    ),
  }
}

interface UnheardAttempt {
  id: string
  step_key: string
  operation: PendingAttempt['operation']
  outcome: string | null
  started_at: Date
  expires_at: Date
  finished_at: Date | null
  unheard_until: Date | null
}

/**
 * For each step the attempt whose outcome is not known, where there is one. Not simply the newest: the clocks of two
 * processes do not agree on which that is.
 */
async function loadUnheardAttempts(queryable: Queryable, orderId: string): Promise<UnheardAttempt[]> {
  const { rows } = await sql<UnheardAttempt>`
    select distinct on (step_key) id, step_key, operation, outcome, started_at, expires_at, finished_at,
      max(expires_at) filter (where operation = 'apply') over (partition by step_key) as unheard_until
    from step_attempt
    where order_id = ${orderId} and operation <> 'report'
      and (outcome is null or outcome in ('unknown', 'abandoned'))
    order by step_key, outcome = 'abandoned' nulls first, id desc`.execute(queryable)
  return rows
}

function pendingFromRow(row: UnheardAttempt): PendingAttempt {
  return {
    id: row.id,
    stepKey: row.step_key,
    operation: row.operation,
    startedAt: row.started_at,
    expiresAt: row.expires_at,
    finished: row.finished_at !== null,
  }
}

function headFromRow(row: Selectable<ProductOrderTable>): OrderHead {
  return {
    id: row.id,
    kind: row.kind,
    revision: row.revision,
    state: row.state,
    generation: row.generation,
    crmOrderId: row.crm_order_id ?? undefined,
    crmOrderNumber: row.crm_order_number ?? undefined,
    opportunityId: row.opportunity_id ?? undefined,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    billingClientId: row.billing_client_id,
    crmAccountId: row.crm_account_id,
    channel: row.channel,
    items: row.items,
    promoCode: row.promo_code ?? undefined,
    notes: row.notes ?? undefined,
    subject: row.subject ?? undefined,
    plan: row.plan ?? undefined,
    pbx: row.pbx ?? undefined,
    pbxPhase: row.pbx_phase ?? undefined,
    billingOrderId: row.billing_order_id ?? undefined,
    billingServiceIds: row.billing_service_ids,
    maskedIccid: row.masked_iccid ?? undefined,
    nextAction: row.next_action ?? undefined,
    errorCode: row.error_code ?? undefined,
    errorMessage: row.error_message ?? undefined,
    crmStatusReported: row.crm_status_reported ?? undefined,
    crmStatusDue: row.crm_status_due ?? undefined,
    wakeAt: row.wake_at ?? undefined,
    correlationId: row.correlation_id,
    createdAt: row.created_at,
    startedAt: row.started_at ?? undefined,
    finishedAt: row.finished_at ?? undefined,
  }
}

function stepFromRow(row: Selectable<OrderStepTable>): OrderStep {
  return {
    key: row.key,
    position: row.position,
    action: row.action,
    needs: row.needs,
    gate: row.gate ?? undefined,
    gateDecision: (row.gate_decision as GateDecision | null) ?? undefined,
    pointOfNoReturn: row.point_of_no_return,
    input: row.input as Record<string, Json>,
    state: row.state,
    result: row.result ?? undefined,
    error: (row.error as StepError | null) ?? undefined,
    attemptCount: row.attempt_count,
    troubleSince: row.trouble_since ?? undefined,
    wakeAt: row.wake_at ?? undefined,
    waiting: row.waiting ?? undefined,
  }
}

/** The steps of several orders, by order. */
export async function loadStepsOf(
  queryable: Queryable,
  orderIds: string[],
): Promise<Map<string, OrderStep[]>> {
  if (orderIds.length === 0) return new Map()
  const rows = await queryable
    .selectFrom('order_step')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .orderBy('position')
    .execute()
  const byOrder = Map.groupBy(rows, (row) => row.order_id)
  return new Map([...byOrder].map(([id, own]) => [id, own.map(stepFromRow)]))
}

/** The order as the planner and the actions know it. */
export function orderFromHead(
  head: OrderHead,
  person: { email: string; firstName: string; lastName: string },
): Order {
  return {
    id: head.id,
    crmOrderId: head.crmOrderId,
    opportunityId: head.opportunityId,
    customer: {
      customerId: head.customerId,
      customerNumber: head.customerNumber,
      billingClientId: head.billingClientId,
      crmAccountId: head.crmAccountId,
      ...person,
    },
    state: head.state,
    generation: head.generation,
    items: head.items,
    promoCode: head.promoCode,
    notes: head.notes,
    ...(head.pbx ? { pbx: head.pbx } : {}),
    correlationId: head.correlationId,
  }
}
