import type { JsonObject } from '../json.ts'
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
}
