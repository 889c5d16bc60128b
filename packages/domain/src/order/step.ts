import type { Json, JsonObject } from '../json.ts'
import type { Gate, PlanInput, StepKey } from '../plan/plan.ts'
import type { StepState } from './step-state.ts'

/** Why a step is not done, for people and for the console's grouping by cause. */
export interface StepError {
  /** A ProviderErrorKind, or 'internal'. */
  kind: string
  code: string
  message: string
  connector?: string
  operation?: string
  /** The outside system's own words in parts, for example the problems of a registration. */
  detail?: Json
}

/** What a step waits for that is nobody's fault: the outside has taken it in and is not done yet. */
export interface StepWaiting {
  /** For people. */
  why: string
  who: 'provider' | 'turnup'
  /** ISO instants. */
  since: string
  escalateAt: string
  /** It takes longer than it should: a person is to ask. */
  isOverdue: boolean
}

export interface GateDecision {
  by: string
  at: string
  accepted: boolean
  reason?: string
}

/** One step of an order as it stands. */
export interface OrderStep {
  key: StepKey
  position: number
  action: string
  needs: StepKey[]
  gate?: Gate
  gateDecision?: GateDecision
  pointOfNoReturn: boolean
  input: Record<string, PlanInput>
  state: StepState
  result?: JsonObject
  error?: StepError
  attemptCount: number
  /** Since when it has been failing; the retry budget counts from here. */
  troubleSince?: Date
  wakeAt?: Date
  waiting?: StepWaiting
}
