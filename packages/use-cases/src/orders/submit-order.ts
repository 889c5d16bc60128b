import type { PlacedOrderBody } from '@turnup/contracts'
import {
  accept,
  dayOf,
  decimalFromMoney,
  type NewCrmOrder,
  nextActionFor,
  nextState,
  type Outcome,
  orderStateTable,
  type PbxDetails,
  ProviderError,
  refuse,
} from '@turnup/domain'
import { mailIdFor } from '@turnup/fulfilment'
import {
  closePlacementAttempt,
  lastPlacementAttempt,
  loadOrderWork,
  type OrderHead,
  openPlacementAttempt,
  queueMail,
  readPortalUser,
  recordOrderInCrm,
  recordTimeline,
  refuseOrder,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { orOutsideRefusal, outsideRefusal } from '../customers/outside-refusal.ts'
import { portalUrl } from '../customers/portal-url.ts'
import { startByPolicy } from '../voice/start-by-policy.ts'
import { summaryOf } from './order-commodity.ts'
import { opportunityForOrder } from './order-opportunity.ts'

/**
 * Brings an order that was written down into the CRM, from wherever it stopped: opportunity, order with lines, our own
 * record of its id, confirmation mail (R073, R075 to R077). Callers keep to one at a time for an order.
 * After a lost answer it looks for the order, and sends it again only when the CRM has certainly finished with the
 * first request (laws 1 and 2).
 */
export async function submitOrder(ctx: Context, orderId: string): Promise<Outcome<PlacedOrderBody>> {
  return orOutsideRefusal(ctx, async () => {
    const head = (await loadOrderWork(ctx.db, orderId))?.head
    if (!head) throw new Error(`There is no order ${orderId} to submit.`)
    if (head.crmOrderId) return accept({ sfOrderId: head.crmOrderId, status: 'Pending Review' })
    if (head.state !== 'acknowledged') return ended(head)
    const last = await lastPlacementAttempt(ctx.db, orderId)
    if (last) {
      const found = await ctx.ports.crm.findOrder(orderId)
      if (found) return record(ctx, head, found.crmOrderId)
      const settledAt = (last.finishedAt ?? last.expiresAt).getTime() + ctx.policy.settleMs
      const waitMs = settledAt - ctx.clock.now().getTime()
      if (last.outcome !== 'failed' && waitMs > 0) return notYetKnown(waitMs)
    }
    return create(ctx, head)
  })
}

function ended(head: OrderHead) {
  if (head.state === 'rejected') return refusedByCrm(head.errorCode)
  return refuse('conflict', 'ORDER_ENDED', 'This order was cancelled. Place a new one.')
}

function refusedByCrm(code = 'ORDER_REFUSED') {
  return refuse(
    'unprocessable',
    'ORDER_REFUSED',
    `The order was not accepted (${code}). Contact customer service and name the correlation id.`,
  )
}

function notYetKnown(waitMs: number) {
  return refuse(
    'unavailable',
    'ORDER_OUTCOME_UNKNOWN',
    'We do not know yet whether your order arrived. Send it again with the same Idempotency-Key; it is placed once.',
    { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) },
  )
}

async function create(ctx: Context, head: OrderHead): Promise<Outcome<PlacedOrderBody>> {
  const opportunityId = await opportunityForOrder(ctx, head)
  const startedAt = ctx.clock.now()
  const attempt = await openPlacementAttempt(ctx.db, {
    orderId: head.id,
    startedAt,
    expiresAt: new Date(startedAt.getTime() + ctx.policy.callTimeoutMs),
    correlationId: ctx.correlationId,
  })
  let crmOrderId: string
  try {
    crmOrderId = (await ctx.ports.crm.createOrder(crmOrderOf(head, opportunityId, startedAt), head.id))
      .crmOrderId
  } catch (error) {
    if (error instanceof ProviderError) return afterFailure(ctx, head, attempt, error)
    throw error
  }
  await closePlacementAttempt(ctx.db, attempt, { outcome: 'succeeded', at: ctx.clock.now() })
  return record(ctx, head, crmOrderId)
}

async function afterFailure(
  ctx: Context,
  head: OrderHead,
  attempt: string,
  error: ProviderError,
): Promise<Outcome<PlacedOrderBody>> {
  const { kind, code, message } = error
  const at = ctx.clock.now()
  const unknown = kind === 'outcome-unknown'
  await closePlacementAttempt(ctx.db, attempt, {
    outcome: unknown ? 'unknown' : 'failed',
    at,
    error: { kind, code, message },
  })
  if (unknown) {
    const found = await ctx.ports.crm.findOrder(head.id)
    return found ? record(ctx, head, found.crmOrderId) : notYetKnown(ctx.policy.settleMs)
  }
  if (kind !== 'rejected') return outsideRefusal(ctx, error)
  ctx.log.warn({ correlationId: ctx.correlationId, orderId: head.id, code }, 'The CRM refused an order.')
  const state = nextState(orderStateTable, 'acknowledged', 'refused') ?? 'rejected'
  await ctx.db.transaction().execute(async (transaction) => {
    await refuseOrder(transaction, head.id, { state, code, message, at })
    await recordTimeline(transaction, [
      {
        orderId: head.id,
        at,
        kind: 'order.refused',
        text: `The CRM refused the order: ${message}`,
        actor: 'crm',
      },
      {
        orderId: head.id,
        at,
        kind: 'order.refused',
        text: 'Your order was not accepted.',
        actor: 'crm',
        public: true,
      },
    ])
  })
  return refusedByCrm(code)
}

function crmOrderOf(head: OrderHead, opportunityId: string | undefined, at: Date): NewCrmOrder {
  const entries = head.subject?.pricebookEntryIds as Record<string, string> | undefined
  return {
    accountId: head.crmAccountId,
    opportunityId,
    effectiveDate: dayOf(at),
    description: [summaryOf(head.items), ...(head.notes ? [head.notes] : [])].join('\n'),
    promoCode: head.promoCode,
    items: head.items.map((item) => ({
      productId: item.productId,
      pricebookEntryId: entries?.[item.id] ?? '',
      quantity: item.quantity,
      unitPrice: decimalFromMoney(item.unitPrice),
      configOptions: item.configOptions,
    })),
  }
}

/** What the confirmation says of a hosted PBX (R178). */
function pbxInMail({ tenant, number, admin }: PbxDetails) {
  return {
    domain: tenant.domain,
    number: number.number,
    seats: tenant.seats,
    adminUsername: admin.username,
    needsRegistration: number.needsRegistration,
  }
}

async function record(ctx: Context, head: OrderHead, crmOrderId: string): Promise<Outcome<PlacedOrderBody>> {
  const at = ctx.clock.now()
  const state = nextState(orderStateTable, 'acknowledged', 'recorded') ?? 'pending'
  const nextAction = nextActionFor({ state }, [])
  if (!nextAction) throw new Error(`A ${state} order must have a next action.`)
  const user = await readPortalUser(ctx.db, head.customerId)
  if (!user) throw new Error(`Customer ${head.customerId} of order ${head.id} is gone.`)
  const mailId = mailIdFor('order-confirmation', head.id, ctx.policy)
  await ctx.db.transaction().execute(async (transaction) => {
    await recordOrderInCrm(transaction, head.id, { crmOrderId, state, nextAction, at })
    await recordTimeline(transaction, [
      {
        orderId: head.id,
        at,
        kind: 'order.recorded',
        text: 'Your order awaits review.',
        actor: 'turnup',
        public: true,
        detail: { crmOrderId },
      },
    ])
    await queueMail(transaction, {
      id: mailId,
      template: 'order-confirmation',
      locale: user.locale,
      to: user.email,
      data: {
        customerName: `${user.first_name} ${user.last_name}`,
        orderNumber: crmOrderId,
        items: head.items.map(({ name, quantity }) => ({ name, quantity })),
        orderUrl: portalUrl(ctx.policy, `/orders/${crmOrderId}`),
        pbx: head.pbx ? pbxInMail(head.pbx) : null,
        correlationId: ctx.correlationId,
      },
      orderId: head.id,
      customerId: head.customerId,
      correlationId: ctx.correlationId,
      at,
    })
  })
  await deliverSoon(ctx, mailId)
  await startByPolicy(ctx, head, crmOrderId)
  return accept({ sfOrderId: crmOrderId, status: 'Pending Review' })
}
