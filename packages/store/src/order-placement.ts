import type { JsonObject, NextAction, OrderItem, OrderState, PbxDetails } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { newId } from './new-id.ts'
import type { AttemptOutcome, OrderKind } from './schema/tables.ts'

export interface NewOrder {
  id: string
  kind: OrderKind
  customer: { customerId: string; customerNumber: string; billingClientId: string; crmAccountId: string }
  channel: string
  idempotencyKey?: string
  /** Hash of the body that came with the key. */
  fingerprint?: string
  state: OrderState
  items: OrderItem[]
  promoCode?: string
  notes?: string
  subject?: JsonObject
  pbx?: PbxDetails
  nextAction: NextAction
  correlationId: string
  at: Date
}

/** Writes a new order. @returns false when the customer used the idempotency key before */
export async function insertOrder(queryable: Queryable, order: NewOrder): Promise<boolean> {
  const result = await queryable
    .insertInto('product_order')
    .values({
      id: order.id,
      kind: order.kind,
      customer_id: order.customer.customerId,
      customer_number: order.customer.customerNumber,
      billing_client_id: order.customer.billingClientId,
      crm_account_id: order.customer.crmAccountId,
      channel: order.channel,
      idempotency_key: order.idempotencyKey ?? null,
      request_fingerprint: order.fingerprint ?? null,
      state: order.state,
      items: JSON.stringify(order.items),
      promo_code: order.promoCode ?? null,
      notes: order.notes ?? null,
      subject: order.subject ? JSON.stringify(order.subject) : null,
      pbx: order.pbx ? JSON.stringify(order.pbx) : null,
      next_action: JSON.stringify(order.nextAction),
      correlation_id: order.correlationId,
      created_at: order.at,
      updated_at: order.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Ends with the transaction: whoever asks for the same key meanwhile waits. Hold it for database work only. */
export async function waitForTurn(queryable: Queryable, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 7305))`.execute(queryable)
}

export async function setOrderOpportunity(
  queryable: Queryable,
  orderId: string,
  opportunityId: string,
  at: Date,
): Promise<void> {
  await queryable
    .updateTable('product_order')
    .set({ opportunity_id: opportunityId, updated_at: at })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', orderId)
    .execute()
}

/**
 * Notes that the CRM has the order. Where a door was faster and started it already, only the id is kept.
 * @returns true when the order went from acknowledged to the given state now
 */
export async function recordOrderInCrm(
  queryable: Queryable,
  orderId: string,
  recorded: { crmOrderId: string; state: OrderState; nextAction: NextAction; at: Date },
): Promise<boolean> {
  const moved = await queryable
    .updateTable('product_order')
    .set({
      crm_order_id: recorded.crmOrderId,
      state: recorded.state,
      next_action: JSON.stringify(recorded.nextAction),
      error_code: null,
      error_message: null,
      updated_at: recorded.at,
    })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', orderId)
    .where('state', '=', 'acknowledged')
    .executeTakeFirst()
  if (moved.numUpdatedRows > 0n) return true
  await queryable
    .updateTable('product_order')
    .set({ crm_order_id: recorded.crmOrderId, updated_at: recorded.at })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', orderId)
    .where('crm_order_id', 'is', null)
    .execute()
  return false
}

/** Ends an order that the CRM would not take. */
export async function refuseOrder(
  queryable: Queryable,
  orderId: string,
  refusal: { state: OrderState; code: string; message: string; at: Date },
): Promise<void> {
  await queryable
    .updateTable('product_order')
    .set({
      state: refusal.state,
      error_code: refusal.code,
      error_message: refusal.message,
      next_action: null,
      wake_at: null,
      finished_at: refusal.at,
      updated_at: refusal.at,
    })
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', orderId)
    .where('state', '=', 'acknowledged')
    .execute()
}

/** The one step of an order that happens before it has a plan: its record in the CRM. */
const placementStep = 'crm.create-order'

export interface PlacementAttempt {
  id: string
  startedAt: Date
  /** When its call has certainly ended. */
  expiresAt: Date
  finishedAt?: Date
  outcome?: AttemptOutcome
}

export async function lastPlacementAttempt(
  queryable: Queryable,
  orderId: string,
): Promise<PlacementAttempt | undefined> {
  const row = await queryable
    .selectFrom('step_attempt')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('step_key', '=', placementStep)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      startedAt: row.started_at,
      expiresAt: row.expires_at,
      finishedAt: row.finished_at ?? undefined,
      outcome: row.outcome ?? undefined,
    }
  )
}

/** Says that the order is about to be written in the CRM (law 1). @returns the attempt's id */
export async function openPlacementAttempt(
  queryable: Queryable,
  attempt: { orderId: string; startedAt: Date; expiresAt: Date; correlationId: string },
): Promise<string> {
  const id = newId()
  await queryable
    .insertInto('step_attempt')
    .values({
      id,
      order_id: attempt.orderId,
      step_key: placementStep,
      operation: 'apply',
      generation: 0,
      started_at: attempt.startedAt,
      expires_at: attempt.expiresAt,
      correlation_id: attempt.correlationId,
    })
    .execute()
  return id
}

export async function closePlacementAttempt(
  queryable: Queryable,
  id: string,
  closing: { outcome: AttemptOutcome; at: Date; error?: { kind: string; code: string; message: string } },
): Promise<void> {
  await queryable
    .updateTable('step_attempt')
    .set({
      outcome: closing.outcome,
      finished_at: closing.at,
      error_kind: closing.error?.kind ?? null,
      error_code: closing.error?.code ?? null,
      error_message: closing.error?.message ?? null,
    })
    .where('id', '=', id)
    .execute()
}
