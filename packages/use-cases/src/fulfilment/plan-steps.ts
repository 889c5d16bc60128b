import type { OrderStep, Plan } from '@turnup/domain'

/** The steps of a fresh plan, none of them begun. */
export function stepsOfPlan(plan: Plan): OrderStep[] {
  return plan.steps.map((step, position) => ({
    key: step.key,
    position,
    action: step.action,
    needs: step.needs,
    gate: step.gate,
    pointOfNoReturn: step.pointOfNoReturn ?? false,
    input: step.input,
    state: 'waiting',
    attemptCount: 0,
  }))
}
