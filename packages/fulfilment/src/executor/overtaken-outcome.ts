import type { OrderStep } from '@turnup/domain'
import type { PendingAttempt } from '@turnup/store'
import type { AppliedOutcome } from './apply-outcome.ts'
import { closeOwnAttempt } from './close-attempts.ts'
import type { StepOutcome } from './step-task.ts'
import { moveStep } from './transition.ts'

/**
 * Whether somebody else moved the step on while the task ran: it is in another state, or another attempt of it is open.
 * That something was done, found or taken back counts all the same; that it was not, no longer does.
 */
export function isOvertaken(
  step: OrderStep,
  { task, end }: StepOutcome,
  current: PendingAttempt | undefined,
): boolean {
  if (step.state !== task.step.state) return true
  if (end.kind === 'done' || end.kind === 'found' || end.kind === 'undone') return false
  return (task.attemptId ?? task.pending?.id) !== current?.id
}

/** Keeps what is true whatever happened meanwhile, and closes the books of the task's own attempt. */
export function takeInOvertaken(
  step: OrderStep,
  outcome: StepOutcome,
  current: PendingAttempt | undefined,
): AppliedOutcome {
  const { end, task } = outcome
  if (end.kind === 'done' || end.kind === 'found') {
    const closed = closeOwnAttempt(outcome, end.kind === 'done' ? 'succeeded' : 'found')
    const known = withResult(step, end.result)
    return { step: known, closed, pending: current?.id === task.attemptId ? undefined : current }
  }
  // The open question stays open: whoever asks it next must find it.
  if (task.attemptId && task.attemptId === current?.id) return { step, closed: [], pending: current }
  const failed = end.kind === 'failed' && end.error.kind !== 'outcome-unknown'
  const as = end.kind === 'undone' ? 'succeeded' : failed ? 'failed' : 'abandoned'
  const error = end.kind === 'failed' ? end.error : undefined
  return { step, closed: closeOwnAttempt(outcome, as, error), pending: current }
}

/** A step that was thought not to have happened, and has. */
function withResult(step: OrderStep, result: OrderStep['result']): OrderStep {
  const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined }
  switch (step.state) {
    case 'ready':
    case 'failed':
    case 'unknown':
      return moveStep(step, 'adopt', { ...calm, result })
    case 'undoing':
      return { ...step, result: step.result ?? result }
    default:
      return step
  }
}
