import type { OrderStep } from '@turnup/domain'
import type { ExecutorServices } from './action.ts'
import { actionRegistry } from './actions/action-registry.ts'

/** Which connector a step concerns: the one that its input names, or the one that plays its role. */
export function connectorOfStep(
  connectorOf: ExecutorServices['connectorOf'],
  step: Pick<OrderStep, 'action' | 'input'>,
): string | undefined {
  const action = actionRegistry.get(step.action)
  if (!action) return undefined
  if (action.connector) {
    const named: unknown = action.connector(step.input as never)
    return typeof named === 'string' ? named : undefined
  }
  return action.role && connectorOf[action.role]
}
