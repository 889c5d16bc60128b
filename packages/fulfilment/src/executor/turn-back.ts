import type { OrderStep } from '@turnup/domain'
import { moveStep } from './transition.ts'

const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined, attemptCount: 0 }

/**
 * What cancelling does to a step at once. Steps that did nothing are done with; what was made is taken back by the
 * executor; what may have been made is looked for first. What a person chose to leave alone stays so.
 * @param isPending whether an attempt of the step has an outcome that is not known
 */
export function turnBack(step: OrderStep, isPending: boolean): OrderStep {
  switch (step.state) {
    case 'running':
    case 'undoing':
    case 'undone':
    case 'skipped':
      return step
    case 'ready':
      return isPending ? moveStep(step, 'begin', calm) : moveStep(step, 'undo', calm)
    case 'unknown':
      return isPending ? moveStep(moveStep(step, 'retry'), 'begin', calm) : moveStep(step, 'undo', calm)
    default:
      return moveStep(step, 'undo', calm)
  }
}
