import type { PlanInput, Step, StepKey } from './plan.ts'

/** One mail about an order; `data` is what only the plan knows, the action adds greeting and links. */
export function mailStep(template: string, needs: StepKey[], data: { [name: string]: PlanInput }): Step {
  return { key: `mail.send:${template}`, action: 'mail.send', needs, input: { template, data } }
}
