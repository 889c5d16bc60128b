import type { Json, JsonObject, OrderStep, StepError } from '@turnup/domain'
import type { PendingAttempt } from '@turnup/store'
import type { NotYet } from '../action.ts'

/** What is to be done with one step now. */
export interface StepTask {
  step: OrderStep
  /** apply: make it; look-only: find out and nothing else (while cancelling); undo: take it back. */
  mode: 'apply' | 'look-only' | 'undo'
  /** The open intent; absent where the task only looks. */
  attemptId?: string
  /** An earlier attempt whose outcome is not known: without an intent of its own, the task looks for its effect. */
  pending?: PendingAttempt
  /** When the outside calls of this attempt have certainly ended. */
  expiresAt: Date
  /** Until when the place of a flight is held if nothing is heard. */
  flightUntil: Date
}

/** How one step's task ended. */
export type StepEnd =
  | { kind: 'done' | 'found'; result: JsonObject }
  /** may-apply: looked, and it is certainly not there. maybe: it can be taken back whether it is there or not. */
  | { kind: 'may-apply' | 'absent' | 'maybe' | 'undone' | 'lost' | 'busy' }
  | { kind: 'look-later'; notBefore: Date }
  /** The outside has taken it in and is not done. */
  | { kind: 'not-yet'; wait: NotYet }
  | { kind: 'failed'; error: StepError; retryAfterMs?: number }

export interface StepOutcome {
  task: StepTask
  end: StepEnd
  /** One line for the operator. */
  line: string
  exchanges: Json
  finishedAt: Date
}
