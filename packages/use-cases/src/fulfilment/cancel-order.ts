import {
  accept,
  isFinal,
  type OrderState,
  type OrderStep,
  type Outcome,
  passedReturn,
  refuse,
} from '@turnup/domain'
import { moveOrder, turnBack } from '@turnup/fulfilment'
import type { OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { actorName, changeOrder, type DecidedChange } from './change-order.ts'

/**
 * Walks an order back, as far as the point of no return allows. Customers may do so while it awaits review; after that
 * it is an operator's decision. What was made outside is taken back by the executor, last step first. An order that got
 * stuck on its way back is cancelled again to try once more.
 */
export async function cancelOrder(
  context: Context,
  orderId: string,
  reason: string,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  return changeOrder(context, orderId, {
    action: 'order.cancel',
    reason,
    decide: (work) => decideCancellation(context, work),
  })
}

/** What cancelling changes in an order as it stands. */
export function decideCancellation(context: Context, work: OrderWork): Outcome<DecidedChange> {
  const refusal = refusalFor(context, work)
  if (refusal) return refusal
  const at = context.clock.now()
  const steps = work.steps
    .map((step) =>
      turnBack(step, {
        isPending: work.pending.has(step.key),
        isUnheard: work.unheardUntil.has(step.key),
      }),
    )
    .filter((step) => !work.steps.includes(step))
  const head = moveOrder(work.head, 'cancel', {
    errorCode: undefined,
    errorMessage: undefined,
    crmStatusDue: undefined,
  })
  // An order that never began is cancelled at once. The CRM may have it without our knowing yet, and then has to hear.
  const finished = head.state === 'cancelled' ? { ...head, finishedAt: at, crmStatusDue: 'cancelled' } : head
  const text = 'The order is being cancelled.'
  const timeline = [{ at, kind: 'order.cancelling', text, actor: actorName(context), public: true }]
  return accept({ head: finished, steps, timeline })
}

function refusalFor({ actor }: Context, work: OrderWork) {
  const { head } = work
  if (isFinal(head.state)) return refuse('conflict', 'ORDER_FINISHED', `The order is ${head.state} already.`)
  if (head.state === 'assessingCancellation')
    return refuse('conflict', 'ORDER_CANCELLING', 'The order is being cancelled already.')
  if (actor.kind === 'customer' && !['acknowledged', 'pending'].includes(head.state)) {
    return refuse(
      'conflict',
      'ORDER_IN_PROGRESS',
      'The order is being set up already. Please ask support to cancel it.',
    )
  }
  const passed = passedReturn(work.steps) ?? mayHavePassed(work)
  if (passed) {
    return refuse(
      'conflict',
      'POINT_OF_NO_RETURN',
      `The order has passed its point of no return (${passed.key}). Finish it, then cancel the service through a cancellation request.`,
    )
  }
  return undefined
}

/** About to run again, while it is not known what became of it the first time. */
function mayHavePassed({ steps, pending }: OrderWork): OrderStep | undefined {
  return steps.find((step) => step.pointOfNoReturn && step.state === 'ready' && pending.has(step.key))
}
