import type { DecideRequest, FulfilAnswerBody, RepairRequest } from '@turnup/contracts'
import { accept, type OrderState, type Outcome, refuse } from '@turnup/domain'
import { findOrderId, loadOrderWork, newId } from '@turnup/store'
import type { Context } from '../context.ts'
import { cancelOrder } from '../fulfilment/cancel-order.ts'
import { decideGate } from '../fulfilment/decide-gate.ts'
import { receiveProvisionRequest } from '../fulfilment/receive-provision-request.ts'
import { repairStep } from '../fulfilment/repair-step.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orderActionsFor } from './allowed-actions.ts'
import { orderUnknown } from './read-order-page.ts'

type Changed = Promise<Outcome<{ orderId: string; state: OrderState }>>

/** Finds the order for an operator who may act. Each verb below audits itself in its own transaction. */
async function onOrder(ctx: Context, named: string, work: (orderId: string) => Changed): Changed {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const orderId = await findOrderId(ctx.db, named)
  return orderId ? work(orderId) : orderUnknown()
}

/** Answers a gate's question. A no needs a reason, since it walks the order back. */
export async function decideOnOrder(ctx: Context, named: string, decision: DecideRequest): Changed {
  if (!decision.accepted && decision.reason === undefined) {
    return refuse('invalid', 'REASON_MISSING', 'Say why: the order is walked back.', { field: 'reason' })
  }
  return onOrder(ctx, named, (orderId) => decideGate(ctx, orderId, decision))
}

/** Applies one repair to one stuck step. */
export async function repairOnOrder(ctx: Context, named: string, request: RepairRequest): Changed {
  return onOrder(ctx, named, (orderId) => repairStep(ctx, orderId, request))
}

/** Walks the order back, as far as the point of no return allows. */
export async function cancelOnOrder(ctx: Context, named: string, reason: string): Changed {
  return onOrder(ctx, named, (orderId) => cancelOrder(ctx, orderId, reason))
}

const crmRecordId = /^[a-zA-Z0-9]{18}$/

/**
 * Asks for fulfilment through the console's door. An order that was made in the CRM and is not known here yet may be
 * named by its CRM id.
 * @param deliveryId the click; the same one again changes nothing
 */
export async function fulfilOrder(
  ctx: Context,
  named: string,
  deliveryId: string = newId(),
): Promise<Outcome<FulfilAnswerBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const known = await findOrderId(ctx.db, named)
  if (!known && !crmRecordId.test(named)) return orderUnknown()
  const target = known ? await crmOrderOf(ctx, known) : accept(named)
  if (!target.ok) return target
  const { crmOrderId, generation, isNew, orderId } = await receiveProvisionRequest(ctx, {
    crmOrderId: target.value,
    door: 'console',
    deliveryId: `${asked.value.id}:${deliveryId}`,
    requestedBy: asked.value.email,
  })
  if (crmOrderId !== target.value) {
    const message = 'This Idempotency-Key was used for another order. Use one key for each click.'
    return refuse('conflict', 'IDEMPOTENCY_KEY_REUSED', message)
  }
  return accept({ orderId, crmOrderId, generation, isNew })
}

async function crmOrderOf(ctx: Context, orderId: string): Promise<Outcome<string>> {
  const work = await loadOrderWork(ctx.db, orderId)
  if (!work) return orderUnknown()
  const { head, steps } = work
  if (!head.crmOrderId) {
    const message = 'The CRM does not have this order yet, so it cannot be fulfilled. Wait until it does.'
    return refuse('conflict', 'ORDER_NOT_IN_CRM', message)
  }
  // A repeat of a request that is under way is no fault: the inbox counts it.
  const isUnderWay = head.state === 'inProgress'
  if (!isUnderWay && !orderActionsFor({ ...head, steps }, 'operator').includes('fulfil')) {
    return refuse(
      'conflict',
      'ORDER_NOT_FULFILLABLE',
      `The order is ${head.state}; it cannot be fulfilled now.`,
    )
  }
  return accept(head.crmOrderId)
}
