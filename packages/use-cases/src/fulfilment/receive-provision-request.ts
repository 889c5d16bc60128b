import type { OrderState } from '@turnup/domain'
import {
  countDelivery,
  type DatabaseTransaction,
  findDelivery,
  findLatestInboxEntry,
  type InboxDoor,
  type InboxEntry,
  lockCrmOrder,
  recordAudit,
  recordInboxEntry,
  recordTimeline,
} from '@turnup/store'
import type { Context } from '../context.ts'

export interface ProvisionRequestInput {
  crmOrderId: string
  door: InboxDoor
  /** Identifies this delivery at its door: Idempotency-Key, event id; the same one always gets the same answer. */
  deliveryId: string
  requestedBy?: string
}

export interface ReceivedProvisionRequest {
  /** Differs from the one asked for when the delivery id was used for another order before. */
  crmOrderId: string
  generation: number
  isNew: boolean
  orderId?: string
}

interface OrderRow {
  id: string
  state: OrderState
  generation: number
}

/** Doors behind which a person or a rule of the CRM stands: after a failure they ask for another try (X06, X08). */
const explicitDoors: readonly InboxDoor[] = ['webhook', 'event', 'console']

/**
 * Takes a request to fulfil from any door into the one inbox, keyed by order and generation, and wakes the engine
 * (X04, X06). When it returns, the request is in PostgreSQL: nothing that happens to the engine can lose it.
 * Repeats, whether of a delivery or of the fact, change nothing.
 */
export async function receiveProvisionRequest(
  context: Context,
  input: ProvisionRequestInput,
): Promise<ReceivedProvisionRequest> {
  if (input.door === 'console' && (context.actor.kind !== 'operator' || context.actor.role === 'viewer')) {
    throw new Error('The console door needs an operator who may act.')
  }
  const received = await context.db
    .transaction()
    .execute((transaction) => writeDown(transaction, context, input))
  const { crmOrderId, generation, isNew } = received
  context.log.info(
    { crmOrderId, generation, door: input.door, isNew, correlationId: context.correlationId },
    isNew ? 'A request to fulfil was taken in.' : 'A repeated request to fulfil was counted.',
  )
  if (isNew) await wakeEngine(context, crmOrderId)
  return received
}

async function writeDown(
  transaction: DatabaseTransaction,
  context: Context,
  input: ProvisionRequestInput,
): Promise<ReceivedProvisionRequest> {
  await lockCrmOrder(transaction, input.crmOrderId)
  const earlier = await findDelivery(transaction, input.door, input.deliveryId)
  // Order before inbox, as everybody who changes both: else two of them could wait for each other.
  const order = await readOrder(transaction, earlier?.crmOrderId ?? input.crmOrderId)
  if (earlier) {
    await countDelivery(transaction, earlier.crmOrderId, earlier.generation)
    return { ...earlier, isNew: false, orderId: order?.id }
  }
  const latest = await findLatestInboxEntry(transaction, input.crmOrderId)
  const generation = generationFor(input.door, order, latest)
  const at = context.clock.now()
  const { isNew } = await recordInboxEntry(transaction, {
    ...input,
    generation,
    correlationId: context.correlationId,
    at,
  })
  if (isNew) await tellStory(transaction, context, input, generation, order)
  return { crmOrderId: input.crmOrderId, generation, isNew, orderId: order?.id }
}

/**
 * The generation a request belongs to; one that exists already makes the request a duplicate. A new one comes up only
 * where there is something to try again: fulfilment that failed, or a request that was refused before it started. Pure.
 */
export function generationFor(
  door: InboxDoor,
  order: Pick<OrderRow, 'state' | 'generation'> | undefined,
  latest: Pick<InboxEntry, 'generation' | 'handled' | 'result'> | undefined,
): number {
  const current = Math.max(order?.generation ?? 0, latest?.generation ?? 0)
  if (current === 0) return 1
  const isInHand = latest !== undefined && !latest.handled
  const hasNotStarted = !order || order.state === 'pending' || order.state === 'acknowledged'
  const wasRefused = hasNotStarted && latest?.result?.startsWith('refused:') === true
  const mayRetry = explicitDoors.includes(door)
    ? order?.state === 'held' || wasRefused
    : wasRefused && isOutdatedRefusal(latest?.result)
  return !isInHand && mayRetry ? current + 1 : current
}

/** Refusals that say no more than what the CRM's status was; the sweep sees that it has changed. */
export function isOutdatedRefusal(result: string | undefined): boolean {
  return result !== undefined && outdatedRefusals.includes(result)
}

const outdatedRefusals = [
  'refused:CRM_ORDER_NOT_APPROVED',
  'refused:CRM_ORDER_DRAFT',
  'refused:CRM_ORDER_CANCELLED',
]

async function readOrder(
  transaction: DatabaseTransaction,
  crmOrderId: string,
): Promise<OrderRow | undefined> {
  return transaction
    .selectFrom('product_order')
    .select(['id', 'state', 'generation'])
    .where('crm_order_id', '=', crmOrderId)
    .forUpdate()
    .executeTakeFirst()
}

async function tellStory(
  transaction: DatabaseTransaction,
  context: Context,
  input: ProvisionRequestInput,
  generation: number,
  order: OrderRow | undefined,
): Promise<void> {
  const { actor, correlationId } = context
  const at = context.clock.now()
  if (order) {
    const what = generation > 1 ? 'Another try at fulfilment was asked for' : 'Fulfilment was asked for'
    const by = actor.kind === 'operator' ? `operator:${actor.id}` : 'crm'
    const detail = { door: input.door, generation, requestedBy: input.requestedBy ?? null }
    const text = `${what} (${input.door}).`
    await recordTimeline(transaction, [
      { orderId: order.id, at, kind: 'fulfilment.requested', text, actor: by, detail },
    ])
  }
  if (actor.kind === 'operator') {
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: actor.id },
      action: 'fulfilment.request',
      subject: { kind: 'crm-order', id: input.crmOrderId },
      after: { generation },
      correlationId,
    })
  }
}

async function wakeEngine(context: Context, crmOrderId: string): Promise<void> {
  try {
    await context.engine.intake(crmOrderId)
  } catch (error) {
    context.log.warn(
      { crmOrderId, err: error, correlationId: context.correlationId },
      'The engine did not take the request; the sweep sends it again.',
    )
  }
}
