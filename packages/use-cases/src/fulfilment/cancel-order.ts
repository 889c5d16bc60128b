import { accept, isFinal, type OrderState, type OrderStep, type Outcome, refuse } from '@turnup/domain'
import { moveOrder, moveStep } from '@turnup/fulfilment'
import type { OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { actorName, changeOrder } from './change-order.ts'

/**
 * Walks an order back, as far as the point of no return allows. Customers may do so while it awaits review; after that
 * it is an operator's decision. What was made outside is taken back by the executor, last step first.
 */
export async function cancelOrder(
  context: Context,
  orderId: string,
  reason: string,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  return changeOrder(context, orderId, {
    action: 'order.cancel',
    reason,
    decide: (work) => {
      const refusal = refusalFor(context, work)
      if (refusal) return refusal
      const at = context.clock.now()
      const steps = work.steps
        .filter((step) => step.state !== 'running' && step.state !== 'undone')
        .map(turnBack)
      const errorless = { errorCode: undefined, errorMessage: undefined, crmStatusDue: undefined }
      const head = moveOrder(work.head, 'cancel', errorless)
      const finished = head.state === 'cancelled' ? { ...head, finishedAt: at } : head
      const timeline = [
        {
          at,
          kind: 'order.cancelling',
          text: 'The order is being cancelled.',
          actor: actorName(context),
          public: true,
        },
      ]
      return accept({ head: finished, steps, timeline })
    },
  })
}

function refusalFor({ actor }: Context, { head, steps }: OrderWork) {
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
  const passed = steps.find(
    (step) => step.pointOfNoReturn && ['running', 'done', 'unknown'].includes(step.state),
  )
  if (passed) {
    return refuse(
      'conflict',
      'POINT_OF_NO_RETURN',
      `The order has passed its point of no return (${passed.key}). Finish it, then cancel the service through a cancellation request.`,
    )
  }
  return undefined
}

/** Steps that did nothing are done with at once; for the others the executor looks and takes back. */
function turnBack(step: OrderStep): OrderStep {
  return moveStep(step, 'undo', {
    error: undefined,
    troubleSince: undefined,
    wakeAt: undefined,
    attemptCount: 0,
  })
}
