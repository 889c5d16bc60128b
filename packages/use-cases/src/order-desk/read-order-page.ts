import type {
  ConsoleAttemptsPage,
  ConsoleAttemptsQuery,
  ConsoleOrderBody,
  ConsoleTimelinePage,
} from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  findOrderId,
  listMailsOfOrder,
  loadOrderWork,
  type OperatorRole,
  type OrderPageHead,
  type OrderWork,
  operatorNames,
  readAttemptsPage,
  readInboxOfOrder,
  readOrderPageHead,
  readTimelinePage,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orderActionsFor } from './allowed-actions.ts'
import {
  attemptBody,
  inboxBody,
  mailBody,
  type Names,
  operatorIdIn,
  stepBody,
  timelineEventBody,
} from './order-parts.ts'
import { errorOf, isOverdue, nextActionBody } from './order-summary.ts'
import { redact } from './redact.ts'
import { cursorRefusal } from './store-filter.ts'

export const orderUnknown = () => refuse('not-found', 'ORDER_UNKNOWN', 'There is no such order.')

/** Everything about one order, named by our id or by the CRM's (R119, R139, R145). */
export async function readConsoleOrder(ctx: Context, named: string): Promise<Outcome<ConsoleOrderBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const id = await findOrderId(ctx.db, named)
  const [head, work] = id ? await Promise.all([readOrderPageHead(ctx.db, id), loadOrderWork(ctx.db, id)]) : []
  if (!id || !head || !work) return orderUnknown()
  const [timeline, attempts, mails, inbox] = await Promise.all([
    readTimelinePage(ctx.db, id, { limit: 100 }),
    readAttemptsPage(ctx.db, id, { limit: 20 }),
    listMailsOfOrder(ctx.db, id),
    head.crm_order_id ? readInboxOfOrder(ctx.db, head.crm_order_id) : { entries: [], deliveries: [] },
  ])
  const events = timeline?.items ?? []
  const names = await namesIn(ctx, [
    ...events.map((event) => event.actor),
    ...work.steps.flatMap((step) => step.gateDecision?.by ?? []),
  ])
  const { role } = asked.value
  return accept({
    ...headBody(head, work, role, ctx.clock.now()),
    plan: {
      steps: work.steps.map((step) => stepBody(ctx, step, work, { role, names })),
      explanation: head.plan?.explanation ?? [],
      warnings: head.plan?.warnings ?? [],
    },
    timeline: {
      items: events.map((event) => timelineEventBody(event, names)),
      nextCursor: timeline?.nextCursor,
    },
    attempts: { items: (attempts?.items ?? []).map(attemptBody), nextCursor: attempts?.nextCursor },
    mails: mails.map((mail) => mailBody(mail, role)),
    inbox: inboxBody(inbox),
  })
}

function headBody(head: OrderPageHead, work: OrderWork, role: OperatorRole, now: Date) {
  return {
    id: head.id,
    crmOrderId: head.crm_order_id ?? undefined,
    orderNumber: head.crm_order_number ?? undefined,
    opportunityId: head.opportunity_id ?? undefined,
    kind: head.kind,
    state: head.state,
    generation: head.generation,
    channel: head.channel,
    correlationId: head.correlation_id,
    customer: {
      id: head.customer_id,
      number: head.customer_number,
      name: `${head.first_name} ${head.last_name}`,
      company: head.company ?? undefined,
      email: head.email,
      billingClientId: head.billing_client_id,
      crmAccountId: head.crm_account_id,
    },
    items: head.items.map((item) => ({ ...item, configOptions: redact(item.configOptions) })),
    promoCode: head.promo_code ?? undefined,
    notes: head.notes === null ? undefined : String(redact(head.notes)),
    subject: head.subject === null ? undefined : redact(head.subject),
    billingOrderId: head.billing_order_id ?? undefined,
    billingServiceIds: head.billing_service_ids,
    maskedIccid: head.masked_iccid ?? undefined,
    error: errorOf(head),
    crmStatus: { reported: head.crm_status_reported ?? undefined, due: head.crm_status_due ?? undefined },
    nextAction: nextActionBody(head.next_action),
    overdue: isOverdue(head.next_action, now),
    allowedActions: orderActionsFor({ ...work.head, steps: work.steps }, role),
    wakeAt: head.wake_at?.toISOString(),
    createdAt: head.created_at.toISOString(),
    updatedAt: head.updated_at.toISOString(),
    startedAt: head.started_at?.toISOString(),
    finishedAt: head.finished_at?.toISOString(),
  }
}

async function namesIn(ctx: Context, actors: string[]): Promise<Names> {
  return operatorNames(
    ctx.db,
    actors.flatMap((actor) => operatorIdIn(actor) ?? []),
  )
}

/** The order's story, newest first. */
export async function readOrderTimeline(
  ctx: Context,
  named: string,
  page: { limit: number; cursor?: string },
): Promise<Outcome<ConsoleTimelinePage>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const id = await findOrderId(ctx.db, named)
  if (!id) return orderUnknown()
  const found = await readTimelinePage(ctx.db, id, page)
  if (!found) return cursorRefusal()
  const names = await namesIn(
    ctx,
    found.items.map((event) => event.actor),
  )
  return accept({ ...found, items: found.items.map((event) => timelineEventBody(event, names)) })
}

/** Attempts with their redacted exchanges, newest first. */
export async function readOrderAttempts(
  ctx: Context,
  named: string,
  query: ConsoleAttemptsQuery,
): Promise<Outcome<ConsoleAttemptsPage>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const id = await findOrderId(ctx.db, named)
  if (!id) return orderUnknown()
  const found = await readAttemptsPage(ctx.db, id, query)
  return found ? accept({ ...found, items: found.items.map(attemptBody) }) : cursorRefusal()
}
