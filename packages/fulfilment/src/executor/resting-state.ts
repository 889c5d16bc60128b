import { isSettled, type OrderStep, undoable } from '@turnup/domain'
import type { OrderHead } from '@turnup/store'
import { moveOrder } from './transition.ts'

/** What an order has come to, and how its story tells it. */
export interface RestingState {
  head: OrderHead
  kind: string
  text: string
}

const noError = { errorCode: undefined, errorMessage: undefined }

/** What the order is when none of its steps runs: finished, cancelled or held; undefined while it only waits. Pure. */
export function restingState(head: OrderHead, steps: OrderStep[], now: Date): RestingState | undefined {
  if (head.state === 'inProgress' && steps.every((step) => isSettled(step.state))) {
    const crmStatusDue = provisionedDue(head, steps)
    return {
      head: moveOrder(head, 'finished', { ...noError, finishedAt: now, crmStatusDue }),
      kind: 'order.completed',
      text: 'Your service is active.',
    }
  }
  if (head.state !== 'inProgress' && head.state !== 'assessingCancellation') return undefined
  const isBack = steps.every((step) => step.state === 'undone' || step.state === 'skipped')
  if (head.state === 'assessingCancellation' && isBack) {
    const crmStatusDue = head.crmOrderId && 'cancelled'
    return {
      head: moveOrder(head, 'unwound', { ...noError, finishedAt: now, crmStatusDue }),
      kind: 'order.cancelled',
      text: 'The order is cancelled.',
    }
  }
  const stuck = steps.find((step) => step.state === 'failed' || step.state === 'unknown')
  if (!stuck?.error || isMoving(steps)) return undefined
  const error = { errorCode: stuck.error.code, errorMessage: stuck.error.message }
  return {
    head: moveOrder(head, 'stuck', { ...error, crmStatusDue: head.crmOrderId && 'failed' }),
    kind: 'order.held',
    text: 'We are looking into a delay with your order.',
  }
}

/** A step that is to be taken back waits for those that need it; behind a stuck one it does not move. */
function isMoving(steps: OrderStep[]): boolean {
  return (
    undoable(steps).length > 0 || steps.some((step) => step.state === 'ready' || step.state === 'running')
  )
}

/** After the write-back the CRM may have been told of a failure; then it has to hear that all is well. */
function provisionedDue(head: OrderHead, steps: OrderStep[]): string | undefined {
  const isWritten = steps.some((step) => step.action === 'crm.write-back' && step.state === 'done')
  return head.crmOrderId && isWritten && head.crmStatusReported !== 'provisioned' ? 'provisioned' : undefined
}
