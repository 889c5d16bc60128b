import { addBusinessDays, type OrderStep, type Policy, type StepError } from '@turnup/domain'
import type { ClosedAttempt, PendingAttempt } from '@turnup/store'
import type { NotYet } from '../action.ts'
import { backoffMs } from './backoff.ts'
import { closeAttempts } from './close-attempts.ts'
import { isOvertaken, takeInOvertaken } from './overtaken-outcome.ts'
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
/** How soon a step looks again at an outside system that refuses our credentials. */
export const pausedLookMs = 30_000

/** @param current the step's attempt without a known outcome, as the order stands now */
export function applyOutcome(
  step: OrderStep,
  outcome: StepOutcome,
  current: PendingAttempt | undefined,
  policy: Policy,
): AppliedOutcome {
  if (isOvertaken(step, outcome, current)) return takeInOvertaken(step, outcome, current)
  const { task, end, finishedAt: now } = outcome
  const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined }
  switch (end.kind) {
    case 'done':
    case 'found': {
      const done = moveStep(step, 'succeed', { ...calm, result: end.result })
      const settled = task.mode === 'look-only' ? moveStep(done, 'undo') : done
      return { step: settled, closed: closeAttempts(outcome, end.kind === 'done' ? 'succeeded' : 'found') }
    }
    case 'may-apply': {
      // The first repeat follows at once; when answers keep getting lost, the next ones keep their distance.
      const isFirst = step.attemptCount <= 1
      const wakeAt = isFirst ? undefined : later(now, backoffMs(policy.retry, step.attemptCount - 1))
      return { step: moveStep(step, 'defer', { wakeAt }), closed: closeAttempts(outcome, 'abandoned') }
    }
    case 'busy': {
      const wakeAt = later(now, backoffMs({ ...policy.retry, firstDelayMs: 500 }, 0))
      return { step: moveStep(step, 'defer', { wakeAt }), closed: closeAttempts(outcome, 'abandoned') }
    }
    case 'absent':
    case 'maybe': {
      const undoing = moveStep(moveStep(step, 'succeed', calm), 'undo')
      const left = end.kind === 'absent' ? moveStep(undoing, 'undone') : undoing
      return { step: left, closed: closeAttempts(outcome, 'abandoned') }
    }
    case 'undone':
      return { step: moveStep(step, 'undone', calm), closed: closeAttempts(outcome, 'succeeded') }
    case 'not-yet':
      return {
        step: moveStep(step, 'defer', { ...calm, ...waitFor(step, end.wait, now), attemptCount: 0 }),
        closed: closeAttempts(outcome, 'succeeded'),
      }
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

/** One wait goes on however often it is looked at; its patience counts from its beginning. */
function waitFor(step: OrderStep, wait: NotYet, now: Date): Pick<OrderStep, 'wakeAt' | 'waiting'> {
  const since = step.waiting ? new Date(step.waiting.since) : now
  const { patience, who, notYet: why } = wait
  const escalateAt =
    'ms' in patience ? later(since, patience.ms) : addBusinessDays(since, patience.businessDays)
  const isOverdue = now >= escalateAt
  const lookAt = later(now, wait.lookAgainMs)
  return {
    // Looked at just when its time is up, so that a person hears of it then.
    wakeAt: !isOverdue && lookAt > escalateAt ? escalateAt : lookAt,
    waiting: { why, who, since: since.toISOString(), escalateAt: escalateAt.toISOString(), isOverdue },
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
  const attemptCount = step.attemptCount + 1
  if (looking && error.kind === 'auth') {
    // The connector rests now; the look is made when it is resumed, and nothing is guessed before.
    const waiting = { ...step, error, wakeAt: later(now, pausedLookMs) }
    return { step: waiting, closed: [], pending: task.pending }
  }
  if (!passing) {
    if (looking) return loseTrack(step, outcome, error)
    return {
      step: moveStep(step, 'fail', { error, attemptCount, wakeAt: undefined }),
      closed: closeAttempts(outcome, 'failed', error),
    }
  }
  const troubleSince = step.troubleSince ?? now
  const wakeAt = later(now, Math.max(retryAfterMs ?? 0, backoffMs(policy.retry, step.attemptCount)))
  const trouble = { error, troubleSince, wakeAt, attemptCount }
  const spent = now.getTime() - troubleSince.getTime() > policy.retry.budgetMs
  if (task.mode === 'undo') return deferUndo(step, outcome, error, trouble, spent)
  if (looking || unknown) {
    if (spent) return loseTrack(step, outcome, error)
    // A look is free, so the first one follows a lost answer at once.
    const firstLook = unknown && !looking ? { ...trouble, wakeAt: later(now, shortestLookMs) } : trouble
    return {
      step: { ...step, ...firstLook },
      closed: closeAttempts(outcome, 'unknown', error),
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
      closed: closeAttempts(outcome, 'failed', given),
    }
  }
  return { step: moveStep(step, 'defer', trouble), closed: closeAttempts(outcome, 'failed', error) }
}

function deferUndo(
  step: OrderStep,
  outcome: StepOutcome,
  error: StepError,
  trouble: Partial<OrderStep>,
  spent: boolean,
): AppliedOutcome {
  const closed = closeAttempts(outcome, error.kind === 'outcome-unknown' ? 'unknown' : 'failed', error)
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
    closed: closeAttempts(outcome, 'unknown', error),
    pending: stillPending(outcome),
  }
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
