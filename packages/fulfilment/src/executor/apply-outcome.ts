import type { OrderStep, Policy, StepError } from '@turnup/domain'
import type { ClosedAttempt, PendingAttempt } from '@turnup/store'
import { backoffMs } from './backoff.ts'
import type { StepOutcome } from './step-task.ts'
import { moveStep } from './transition.ts'

/** What one outcome does to its step. Pure. */
export interface AppliedOutcome {
  step: OrderStep
  closed: ClosedAttempt[]
  /** The attempt whose outcome is still not known afterwards. */
  pending?: PendingAttempt
}

const shortestLookMs = 200
const longestLookMs = 10_000

export function applyOutcome(step: OrderStep, outcome: StepOutcome, policy: Policy): AppliedOutcome {
  const { task, end, finishedAt: now } = outcome
  // Somebody else settled the step meanwhile: only the books are closed.
  if (step.state !== task.step.state) return { step, closed: close(outcome, 'abandoned') }
  const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined }
  switch (end.kind) {
    case 'done':
    case 'found': {
      const done = moveStep(step, 'succeed', { ...calm, result: end.result })
      const settled = task.mode === 'look-only' ? moveStep(done, 'undo') : done
      return { step: settled, closed: close(outcome, end.kind === 'done' ? 'succeeded' : 'found') }
    }
    case 'may-apply':
      return { step: moveStep(step, 'defer', { wakeAt: undefined }), closed: close(outcome, 'abandoned') }
    case 'busy': {
      const wakeAt = later(now, backoffMs({ ...policy.retry, firstDelayMs: 200 }, 0))
      return { step: moveStep(step, 'defer', { wakeAt }), closed: close(outcome, 'abandoned') }
    }
    case 'absent':
    case 'maybe': {
      const undoing = moveStep(moveStep(step, 'succeed', calm), 'undo')
      const left = end.kind === 'absent' ? moveStep(undoing, 'undone') : undoing
      return { step: left, closed: close(outcome, 'abandoned') }
    }
    case 'undone':
      return { step: moveStep(step, 'undone', calm), closed: close(outcome, 'succeeded') }
    case 'look-later':
      return {
        step: { ...step, wakeAt: nextLook(now, task.pending, end.notBefore) },
        closed: [],
        pending: task.pending,
      }
    case 'lost':
      return loseTrack(step, outcome, step.error)
    case 'failed':
      return applyFailure(step, outcome, end.error, end.retryAfterMs, policy)
  }
}

function applyFailure(
  step: OrderStep,
  outcome: StepOutcome,
  error: StepError,
  retryAfterMs: number | undefined,
  policy: Policy,
): AppliedOutcome {
  const { task, finishedAt: now } = outcome
  const unknown = error.kind === 'outcome-unknown'
  const passing = unknown || error.kind === 'unavailable' || error.kind === 'throttled'
  const looking = task.pending !== undefined && task.mode !== 'undo'
  if (!passing) {
    if (looking) return loseTrack(step, outcome, error)
    return {
      step: moveStep(step, 'fail', { error, wakeAt: undefined }),
      closed: close(outcome, 'failed', error),
    }
  }
  const troubleSince = step.troubleSince ?? now
  const wakeAt = later(now, Math.max(retryAfterMs ?? 0, backoffMs(policy.retry, step.attemptCount)))
  const trouble = { error, troubleSince, wakeAt, attemptCount: step.attemptCount + 1 }
  const spent = now.getTime() - troubleSince.getTime() > policy.retry.budgetMs
  if (task.mode === 'undo') return deferUndo(step, outcome, error, trouble, spent)
  if (looking || unknown) {
    if (spent) return loseTrack(step, outcome, error)
    // A look is free, so the first one follows a lost answer at once.
    const firstLook = unknown && !looking ? { ...trouble, wakeAt: later(now, shortestLookMs) } : trouble
    return {
      step: { ...step, ...firstLook },
      closed: close(outcome, 'unknown', error),
      pending: stillPending(outcome),
    }
  }
  if (spent) {
    const given = {
      ...error,
      message: `${error.message} Turnup has tried since ${troubleSince.toISOString()} and stopped.`,
    }
    return {
      step: moveStep(step, 'fail', { ...trouble, error: given, wakeAt: undefined }),
      closed: close(outcome, 'failed', given),
    }
  }
  return { step: moveStep(step, 'defer', trouble), closed: close(outcome, 'failed', error) }
}

function deferUndo(
  step: OrderStep,
  outcome: StepOutcome,
  error: StepError,
  trouble: Partial<OrderStep>,
  spent: boolean,
): AppliedOutcome {
  const closed = close(outcome, error.kind === 'outcome-unknown' ? 'unknown' : 'failed', error)
  return {
    step: moveStep(step, spent ? 'fail' : 'defer', spent ? { ...trouble, wakeAt: undefined } : trouble),
    closed,
  }
}

/** It may have happened and nothing can tell: a person decides (law 2). */
function loseTrack(step: OrderStep, outcome: StepOutcome, cause: StepError | undefined): AppliedOutcome {
  const error: StepError = {
    kind: 'outcome-unknown',
    code: cause?.code ?? 'OUTCOME_UNKNOWN',
    connector: cause?.connector,
    operation: cause?.operation,
    message: `It is not known whether this happened: ${outcome.line}. ${cause?.message ?? 'The process ended before the answer came.'} Look in the outside system, then adopt what is there, skip it, or retry if nothing is there.`,
  }
  return {
    step: moveStep(step, 'lose-track', { error, wakeAt: undefined }),
    closed: close(outcome, 'unknown', error),
  }
}

/** Closes the task's own attempt, and the earlier one that it found out about. */
function close(outcome: StepOutcome, as: ClosedAttempt['outcome'], error?: StepError): ClosedAttempt[] {
  const { task, exchanges, finishedAt } = outcome
  const own = task.attemptId
    ? [{ id: task.attemptId, outcome: as, finishedAt, exchanges, ...(error ? { error } : {}) }]
    : []
  const earlier = task.pending
    ? [
        {
          id: task.pending.id,
          outcome: as,
          finishedAt,
          ...(own.length > 0 ? {} : { exchanges }),
          ...(error ? { error } : {}),
        },
      ]
    : []
  return [...own, ...earlier]
}

function stillPending({ task, finishedAt }: StepOutcome): PendingAttempt | undefined {
  if (!task.attemptId) return task.pending
  return {
    id: task.attemptId,
    stepKey: task.step.key,
    operation: 'apply',
    startedAt: finishedAt,
    expiresAt: task.expiresAt,
    finished: true,
  }
}

/** Looks come further apart the longer it takes, but never later than when waiting ends. */
function nextLook(now: Date, pending: PendingAttempt | undefined, notBefore: Date): Date {
  const waited = pending ? now.getTime() - pending.startedAt.getTime() : 0
  const pause = Math.min(longestLookMs, Math.max(shortestLookMs, waited))
  return new Date(Math.min(now.getTime() + pause, notBefore.getTime()))
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms)
}
