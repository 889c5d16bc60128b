import {
  nextState,
  type OrderEvent,
  type OrderStep,
  orderStateTable,
  type StepEvent,
  stepStateTable,
} from '@turnup/domain'
import type { OrderHead } from '@turnup/store'

/** The step after an event. @throws when the table does not allow it: a fault of ours, never of the order */
export function moveStep(step: OrderStep, event: StepEvent, change: Partial<OrderStep> = {}): OrderStep {
  const state = nextState(stepStateTable, step.state, event)
  if (!state) throw new Error(`The step ${step.key} cannot ${event} while it is ${step.state}.`)
  // A wait goes on through its looks and ends with whatever else happens.
  const waiting = event === 'begin' || event === 'defer' ? step.waiting : undefined
  return { ...step, waiting, ...change, state }
}

/** The order after an event. @throws when the table does not allow it */
export function moveOrder(head: OrderHead, event: OrderEvent, change: Partial<OrderHead> = {}): OrderHead {
  const state = nextState(orderStateTable, head.state, event)
  if (!state) throw new Error(`The order ${head.id} cannot be ${event} while it is ${head.state}.`)
  return { ...head, ...change, state }
}
