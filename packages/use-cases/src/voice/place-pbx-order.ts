import type { PlacedOrderBody, PlacePbxOrderRequest } from '@turnup/contracts'
import {
  type CustomerMapping,
  nextActionFor,
  type Outcome,
  type Refusal,
  refuse,
  registrationSecret,
} from '@turnup/domain'
import {
  findOrderOfCustomer,
  giveNumberToOrder,
  holdDomain,
  insertOrder,
  newId,
  putOrderSecret,
  recordAudit,
  recordTimeline,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { auditOf, channelOf, timelineActorOf } from '../customers/on-behalf.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { fingerprintOf } from '../customers/reference-for.ts'
import { keyReused, requirePaymentMethod } from '../orders/place-order.ts'
import { submitOrder } from '../orders/submit-order.ts'
import { refusedByCarrier } from './carrier-refusal.ts'
import { type CheckedPbxOrder, checkPbxOrder, domainTaken, holdExpired } from './check-pbx-order.ts'

/**
 * Checks the order of a hosted PBX again, field by field, writes it down with its number and its domain taken in one
 * transaction, and places it in the CRM for review (R166 to R178). Personal data of a registration is sealed with it and
 * stands nowhere else. The same key and body place one order, however often they are sent.
 */
export async function placePbxOrder(
  ctx: Context,
  request: PlacePbxOrderRequest,
  idempotencyKey: string,
): Promise<Outcome<PlacedOrderBody>> {
  return asCustomer(ctx, (customer) =>
    oneAtATime(ctx, `place-order:${customer.customerId}:${idempotencyKey}`, () =>
      refusedByCarrier(() => place(ctx, customer, request, idempotencyKey)),
    ),
  )
}

async function place(
  ctx: Context,
  customer: CustomerMapping,
  request: PlacePbxOrderRequest,
  idempotencyKey: string,
): Promise<Outcome<PlacedOrderBody>> {
  const fingerprint = fingerprintOf(request)
  const earlier = await findOrderOfCustomer(ctx.db, customer.customerId, { idempotencyKey })
  if (earlier && earlier.request_fingerprint !== fingerprint) return keyReused()
  if (earlier) return submitOrder(ctx, earlier.id)
  const checked = await checkPbxOrder(ctx, customer.customerId, request)
  if (!checked.ok) return checked
  const payable = await requirePaymentMethod(ctx, customer, checked.value.resolved.items)
  if (!payable.ok) return payable
  const written = await writeDown(ctx, customer, request, checked.value, { idempotencyKey, fingerprint })
  return written.ok ? submitOrder(ctx, written.value) : written
}

/** Undoes the transaction that it is thrown in: somebody else was a moment faster. */
class SomebodyWasFaster extends Error {
  readonly code = 'SOMEBODY_WAS_FASTER'
  readonly refusal: Refusal
  constructor({ refusal }: { refusal: Refusal }) {
    super(refusal.code)
    this.refusal = refusal
  }
}

async function writeDown(
  ctx: Context,
  customer: CustomerMapping,
  request: PlacePbxOrderRequest,
  checked: CheckedPbxOrder,
  sent: { idempotencyKey: string; fingerprint: string },
): Promise<Outcome<string>> {
  try {
    return { ok: true, value: await writeAtOnce(ctx, customer, request, checked, sent) }
  } catch (error) {
    if (error instanceof SomebodyWasFaster) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** Order, domain, number and sealed data: all of them or none (law 1). @throws SomebodyWasFaster */
async function writeAtOnce(
  ctx: Context,
  customer: CustomerMapping,
  request: PlacePbxOrderRequest,
  { resolved, pbx, hold, registration }: CheckedPbxOrder,
  sent: { idempotencyKey: string; fingerprint: string },
): Promise<string> {
  const orderId = newId()
  const at = ctx.clock.now()
  const { items, pricebookEntryIds } = resolved
  const nextAction = nextActionFor({ state: 'acknowledged' }, [])
  if (!nextAction) throw new Error('An acknowledged order must have a next action.')
  return ctx.db.transaction().execute(async (transaction) => {
    const isNew = await insertOrder(transaction, {
      id: orderId,
      kind: 'acquisition',
      customer,
      channel: channelOf(ctx),
      ...sent,
      state: 'acknowledged',
      items,
      promoCode: request.promoCode,
      notes: [`Hosted PBX ${pbx.tenant.domain}, number ${pbx.number.number}`, request.notes]
        .filter(Boolean)
        .join('\n'),
      subject: { pricebookEntryIds },
      pbx,
      nextAction,
      correlationId: ctx.correlationId,
      at,
    })
    if (!isNew) throw new SomebodyWasFaster(inProgress())
    const { domain } = pbx.tenant
    if (!(await holdDomain(transaction, { domain, orderId, at })))
      throw new SomebodyWasFaster(domainTaken(domain))
    if (!(await giveNumberToOrder(transaction, hold.id, { orderId, at })))
      throw new SomebodyWasFaster(holdExpired())
    if (registration) {
      const value = JSON.stringify(registration)
      await putOrderSecret(transaction, ctx.vault, { orderId, name: registrationSecret, value, at })
    }
    await recordTimeline(transaction, [
      {
        orderId,
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
      subject: { kind: 'order', id: orderId },
      after: {
        items: items.map(({ sku, quantity }) => ({ sku, quantity })),
        domain,
        number: pbx.number.number,
        group: pbx.admin.group,
      },
      correlationId: ctx.correlationId,
    })
    return orderId
  })
}

function inProgress() {
  return refuse('conflict', 'REQUEST_IN_PROGRESS', 'The same order is being placed. Look in a few seconds.', {
    retryAfterSeconds: 3,
  })
}
