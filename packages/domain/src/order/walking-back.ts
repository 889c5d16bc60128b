import type { OrderStep } from './step.ts'

type StepView = Pick<OrderStep, 'state' | 'pointOfNoReturn'>

/** Whether an order is being walked back, or got stuck while it was: what has been taken back does not come again. */
export function isUnwinding(steps: Pick<OrderStep, 'state'>[]): boolean {
  return steps.some((step) => step.state === 'undoing' || step.state === 'undone')
}

/** The step past which only forward repair is left, once it has happened, happens or may have happened. */
export function passedReturn<S extends StepView>(steps: S[]): S | undefined {
  return steps.find((step) => step.pointOfNoReturn && ['running', 'done', 'unknown'].includes(step.state))
}
