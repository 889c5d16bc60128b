import type { OrderBody } from '@turnup/contracts'

export const stepNames = ['received', 'review', 'activating', 'active'] as const
export type StepName = (typeof stepNames)[number]
/** In the kit's words: Done, In progress, Still to come, Stopped. */
export type StepState = 'done' | 'now' | 'next' | 'stopped'

export interface OrderStep {
  name: StepName
  state: StepState
  /** When it was reached (UTC instant), where the story tells it. */
  at?: string
}

/** The event with which each step has been reached. */
const reachedBy: Record<StepName, string> = {
  received: 'order.placed',
  review: 'order.recorded',
  activating: 'order.started',
  active: 'order.completed',
}

/** The way of an order in four steps, as its status and its story tell it (R142). Pure. */
export function stepsOf({ status, timeline, placedAt }: OrderBody): OrderStep[] {
  const at = (name: StepName) => timeline.find(({ kind }) => kind === reachedBy[name])?.at
  const present = presentStep(status, at('activating') !== undefined)
  return stepNames.map((name, index) => ({
    name,
    state: stateOf(index, present, status),
    at: at(name) ?? (name === 'received' ? placedAt : undefined),
  }))
}

/** Where the order is, or where it has stopped: an order may be held before anything was begun. */
function presentStep(status: OrderBody['status'], isStarted: boolean): number {
  if (status === 'Provisioned') return stepNames.length
  if (status === 'Activating' || isStarted) return stepNames.indexOf('activating')
  return stepNames.indexOf('review')
}

function stateOf(index: number, present: number, status: OrderBody['status']): StepState {
  if (index < present) return 'done'
  if (index > present) return 'next'
  return status === 'Failed' || status === 'Cancelled' ? 'stopped' : 'now'
}
