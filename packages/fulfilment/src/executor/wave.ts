import type { OrderStep, PausedConnectorOf, Policy } from '@turnup/domain'
import type { OrderCommit, PendingAttempt } from '@turnup/store'
import type { StepTask } from './step-task.ts'

/** What deciding a wave needs to know beside the order. */
export interface WaveFacts {
  now: Date
  policy: Policy
  pausedConnectorOf: PausedConnectorOf
  /** How long an attempt of the action may take at most. */
  attemptMs(action: string): number
  newId(): string
  /** Take in what happened and start nothing. */
  onlyTakeIn?: boolean
}

export interface Wave {
  commit: OrderCommit
  tasks: StepTask[]
  /** Each step's attempt without a known outcome, those that begin now included. */
  pending: Map<string, PendingAttempt>
  /** Whether there is anything to write. */
  changed: boolean
}

/** A gate that nobody answers in time shows as overdue; looking again would not change that. */
export function earliestWake(steps: OrderStep[]): Date | undefined {
  const times = steps
    .filter((step) => step.wakeAt && ['ready', 'running', 'undoing'].includes(step.state))
    .map((step) => (step.wakeAt as Date).getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}
