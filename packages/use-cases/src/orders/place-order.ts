import type { PlacedOrderBody, PlaceOrderRequest } from '@turnup/contracts'
import {
  accept,
  type CustomerMapping,
  dayOf,
  isPbxProduct,
  nextActionFor,
  type OrderItem,
  type Outcome,
  refuse,
  serviceabilityOf,
} from '@turnup/domain'
import {
  findOrderOfCustomer,
  insertOrder,
  newId,
  putOrderSecret,
  recordAudit,
  recordTimeline,
} from '@turnup/store'
import { cachedOfferings } from '../catalogue/catalogue-cache.ts'
import type { Context } from '../context.ts'
import { accountOf } from '../customers/account-of.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { auditOf, channelOf, timelineActorOf } from '../customers/on-behalf.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { fingerprintOf } from '../customers/reference-for.ts'
import { type ResolvedItems, resolveItems } from './resolve-items.ts'
import { submitOrder } from './submit-order.ts'

/**
 * Checks an order, writes it down, and places it in the CRM for review (R071 to R077, R081). Nothing is provisioned.
 * The same key and body, sent again at any time, place one order and get the same answer; the same key with another
 * body is refused. Each check is a refusal of its own: PAYMENT_METHOD_MISSING, PRODUCT_UNKNOWN and so on.
 */
export async function placeOrder(
  ctx: Context,
  request: PlaceOrderRequest,
  idempotencyKey: string,
): Promise<Outcome<PlacedOrderBody>> {
  return asCustomer(ctx, (customer) =>
    oneAtATime(ctx, `place-order:${customer.customerId}:${idempotencyKey}`, () =>
      place(ctx, customer, request, idempotencyKey),
    ),
  )
}

async function place(
  ctx: Context,
  customer: CustomerMapping,
  request: PlaceOrderRequest,
  idempotencyKey: string,
): Promise<Outcome<PlacedOrderBody>> {
  const fingerprint = fingerprintOf(request)
  const earlier = await findOrderOfCustomer(ctx.db, customer.customerId, { idempotencyKey })
  if (earlier && earlier.request_fingerprint !== fingerprint) return keyReused()
  if (earlier) return submitOrder(ctx, earlier.id)
  const checked = await checkOrder(ctx, customer, request)
  if (!checked.ok) return checked
  const orderId = await writeDown(ctx, customer, request, checked.value, { idempotencyKey, fingerprint })
  if (orderId) return submitOrder(ctx, orderId)
  return refuse('conflict', 'REQUEST_IN_PROGRESS', 'The same order is being placed. Look in a few seconds.', {
    retryAfterSeconds: 3,
  })
}

export function keyReused() {
  return refuse(
    'unprocessable',
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key came with another order before. Use a new key for a new order.',
    { field: 'Idempotency-Key' },
  )
}

async function checkOrder(
  ctx: Context,
  customer: CustomerMapping,
  request: PlaceOrderRequest,
): Promise<Outcome<ResolvedItems>> {
  // The account is read anew: a check that was finished a minute ago must count.
  const [offerings, account] = await Promise.all([cachedOfferings(ctx), accountOf(ctx, customer)])
  const place = serviceabilityOf(account.eligibility, ctx.policy)
  const resolved = resolveItems(request.items, { offerings, place, today: dayOf(ctx.clock.now()) })
  if (!resolved.ok) return resolved
  const index = resolved.value.items.findIndex(isPbxProduct)
  if (index >= 0) {
    const message = 'A hosted PBX is ordered in its own checkout, where you choose its number and its domain.'
    return refuse('unprocessable', 'ORDERED_ELSEWHERE', message, { field: `items.${index}.productId` })
  }
  const payable = await requirePaymentMethod(ctx, customer, resolved.value.items)
  return payable.ok ? resolved : payable
}

/** Refuses items that want a payment method when there is none. */
export async function requirePaymentMethod(
  ctx: Context,
  customer: CustomerMapping,
  items: OrderItem[],
): Promise<Outcome<undefined>> {
  if (!items.some((item) => item.requiresPaymentMethod)) return accept(undefined)
  const methods = await ctx.ports.billing.listPaymentMethods(customer.billingClientId)
  if (methods.length > 0) return accept(undefined)
  return refuse('conflict', 'PAYMENT_METHOD_MISSING', 'Add a payment method before you order.')
}

/** The order before any outside effect (law 1). @returns its id; undefined when the key was taken meanwhile */
async function writeDown(
  ctx: Context,
  customer: CustomerMapping,
  request: PlaceOrderRequest,
  { items, pricebookEntryIds, cardNumbers, notes }: ResolvedItems,
  sent: { idempotencyKey: string; fingerprint: string },
): Promise<string | undefined> {
  const id = newId()
  const at = ctx.clock.now()
  const nextAction = nextActionFor({ state: 'acknowledged' }, [])
  if (!nextAction) throw new Error('An acknowledged order must have a next action.')
  return ctx.db.transaction().execute(async (transaction) => {
    const isNew = await insertOrder(transaction, {
      id,
      kind: 'acquisition',
      customer,
      channel: channelOf(ctx),
      ...sent,
      state: 'acknowledged',
      items,
      promoCode: request.promoCode,
      notes: [request.notes, ...notes].filter(Boolean).join('\n') || undefined,
      subject: { pricebookEntryIds },
      nextAction,
      correlationId: ctx.correlationId,
      at,
    })
    if (!isNew) return undefined
    for (const [name, value] of Object.entries(cardNumbers)) {
      await putOrderSecret(transaction, ctx.vault, { orderId: id, name, value, at })
    }
    await recordTimeline(transaction, [
      {
        orderId: id,
        at,
        kind: 'order.placed',
        text: 'We have received your order.',
        actor: timelineActorOf(ctx),
        public: true,
      },
    ])
    await recordAudit(transaction, {
      at,
      ...auditOf(ctx, customer.customerId),
      action: 'order.placed',
      subject: { kind: 'order', id },
      after: { items: items.map(({ sku, quantity }) => ({ sku, quantity })) },
      correlationId: ctx.correlationId,
    })
    return id
  })
}
