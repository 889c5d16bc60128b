import { RegistrationProblemBody } from '@turnup/contracts'
import type { OrderStep } from '@turnup/domain'

/** What the carrier said in parts about a registration that it refused, so that a correction can name it (R205). */
export function problemsSaid(steps: OrderStep[]): RegistrationProblemBody[] {
  return steps.flatMap((step) => {
    const parsed = RegistrationProblemBody.array().safeParse(step.error?.detail)
    return step.state === 'failed' && parsed.success ? parsed.data : []
  })
}
