import type { StepError } from '@turnup/domain'
import type { ClosedAttempt } from '@turnup/store'
import type { StepOutcome } from './step-task.ts'

/** Closes the task's own attempt, and the earlier one that it found out about. */
export function closeAttempts(
  outcome: StepOutcome,
  as: ClosedAttempt['outcome'],
  error?: StepError,
): ClosedAttempt[] {
  const { task, exchanges } = outcome
  const own = closeOwnAttempt(outcome, as, error)
  if (!task.pending) return own
  const earlier = closed(task.pending.id, outcome, as, error)
  return [...own, own.length > 0 ? earlier : { ...earlier, exchanges }]
}

/** Closes only the attempt that the task itself made. */
export function closeOwnAttempt(
  outcome: StepOutcome,
  as: ClosedAttempt['outcome'],
  error?: StepError,
): ClosedAttempt[] {
  const { attemptId } = outcome.task
  return attemptId ? [{ ...closed(attemptId, outcome, as, error), exchanges: outcome.exchanges }] : []
}

function closed(
  id: string,
  { finishedAt }: StepOutcome,
  outcome: ClosedAttempt['outcome'],
  error: StepError | undefined,
): ClosedAttempt {
  return { id, outcome, finishedAt, ...(error ? { error } : {}) }
}
