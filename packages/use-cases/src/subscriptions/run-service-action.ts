import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceActionBody, SubscriptionAction } from '@turnup/contracts'
import {
  accept,
  type CustomerMapping,
  isFinal,
  type JsonObject,
  nextActionFor,
  type Outcome,
  refuse,
} from '@turnup/domain'
import {
  findOrderOfCustomer,
  insertOrder,
  listServiceActions,
  newId,
  type OrderOfCustomer,
  recordAudit,
  recordTimeline,
  waitForTurn,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { auditOf, channelOf, timelineActorOf } from '../customers/on-behalf.ts'
import { fingerprintOf } from '../customers/reference-for.ts'
import { startServiceAction } from '../fulfilment/start-service-action.ts'
import { serviceActionBody } from './service-action-body.ts'
import { type Subscription, subscriptionBody } from './subscription.ts'

export interface NewServiceAction {
  kind: 'esim-reissue' | 'top-up'
  subscription: Subscription
  /** What the plan is made from; see startServiceAction. */
  subject: JsonObject & { billingServiceId: string }
  idempotencyKey?: string
  request: unknown
}

/** The customer waits at most so long for the end; after that the answer is InProgress. */
const longestWaitMs = 5_000
const lookEveryMs = 150

/** Whether the buttons of R113 would be there; the server does not rely on the portal hiding them. */
export function mayAct(subscription: Subscription, action: SubscriptionAction): Outcome<null> {
  if (subscriptionBody(subscription).actions.includes(action)) return accept(null)
  return refuse(
    'conflict',
    'ACTION_NOT_ALLOWED',
    `This cannot be done to this subscription while it is ${subscription.service.status.toLowerCase()}.`,
  )
}

/**
 * Writes the action down as an order of its kind, starts it, and waits a few seconds for its end (R111, R112). One
 * service has one unfinished action of a kind: a reissue asked for again is the one under way, a second top-up is
 * refused, because it would be a second charge.
 */
export async function runServiceAction(
  ctx: Context,
  customer: CustomerMapping,
  action: NewServiceAction,
): Promise<Outcome<ServiceActionBody>> {
  const written = await writeDown(ctx, customer, action)
  if (!written.ok) return written
  try {
    await startServiceAction(ctx, written.value)
  } catch (error) {
    // The action stands in the database; whatever kept the engine from hearing of it, the sweep will tell it.
    const fields = { correlationId: ctx.correlationId, orderId: written.value, err: error }
    ctx.log.warn(fields, 'A service action is started later.')
  }
  const ended = await waitForEnd(ctx, customer, written.value)
  return accept(await serviceActionBody(ctx.db, ended))
}

async function writeDown(
  ctx: Context,
  customer: CustomerMapping,
  { kind, subject, idempotencyKey, request }: NewServiceAction,
): Promise<Outcome<string>> {
  const at = ctx.clock.now()
  const fingerprint = fingerprintOf({ kind, subject, request })
  const key = idempotencyKey && `${kind}:${idempotencyKey}`
  const nextAction = nextActionFor({ state: 'inProgress' }, [])
  if (!nextAction) throw new Error('An action under way must have a next action.')
  return ctx.db.transaction().execute(async (transaction) => {
    await waitForTurn(transaction, `service-action:${subject.billingServiceId}`)
    const repeated =
      key && (await findOrderOfCustomer(transaction, customer.customerId, { idempotencyKey: key }))
    if (repeated) return repeated.request_fingerprint === fingerprint ? accept(repeated.id) : keyReused()
    const actions = await listServiceActions(transaction, customer.customerId, subject.billingServiceId, kind)
    const unfinished = actions.find(({ state }) => !isFinal(state))
    if (unfinished && kind === 'esim-reissue') return accept(unfinished.id)
    if (unfinished) {
      return refuse(
        'conflict',
        'TOP_UP_IN_PROGRESS',
        'A top-up of this subscription is under way. Wait for its end before you ask for another.',
      )
    }
    const id = newId()
    await insertOrder(transaction, {
      id,
      kind,
      customer,
      channel: channelOf(ctx),
      idempotencyKey: key,
      fingerprint,
      state: 'pending',
      items: [],
      subject,
      nextAction,
      correlationId: ctx.correlationId,
      at,
    })
    const text = kind === 'top-up' ? 'A top-up was asked for.' : 'A new eSIM was asked for.'
    await recordTimeline(transaction, [
      { orderId: id, at, kind: 'order.placed', text, actor: timelineActorOf(ctx), public: true },
    ])
    await recordAudit(transaction, {
      at,
      ...auditOf(ctx, customer.customerId),
      action: `${kind}.requested`,
      subject: { kind: 'order', id },
      after: { billingServiceId: subject.billingServiceId },
      correlationId: ctx.correlationId,
    })
    return accept(id)
  })
}

function keyReused() {
  return refuse(
    'unprocessable',
    'IDEMPOTENCY_KEY_REUSED',
    'This Idempotency-Key came with another request before. Use a new key for a new request.',
    { field: 'Idempotency-Key' },
  )
}

async function waitForEnd(ctx: Context, customer: CustomerMapping, id: string): Promise<OrderOfCustomer> {
  const until = performance.now() + longestWaitMs
  for (;;) {
    const action = await findOrderOfCustomer(ctx.db, customer.customerId, { id })
    if (!action) throw new Error(`Service action ${id} disappeared.`)
    if (isFinal(action.state) || action.state === 'held' || performance.now() >= until) return action
    await pause(lookEveryMs)
  }
}
