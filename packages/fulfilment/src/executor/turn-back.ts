import type { OrderStep } from '@turnup/domain'
import { moveStep } from './transition.ts'

const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined, attemptCount: 0 }

/** What is known of a step's attempts. */
export interface StepTrace {
  /** The outcome of one is not known. */
  isPending: boolean
  /** One was made whose end nobody heard, even if it was made again since. */
  isUnheard: boolean
}

/**
 * What cancelling does to a step at once. Steps that did nothing are done with; what was made is taken back by the
 * executor; what may have been made is looked for first. What a person chose to leave alone stays so.
 */
export function turnBack(step: OrderStep, { isPending, isUnheard }: StepTrace): OrderStep {
  switch (step.state) {
    case 'running':
    case 'undoing':
    case 'undone':
    case 'skipped':
      return step
    case 'ready':
      if (isPending) return moveStep(step, 'begin', calm)
      // As if it had been done: taking back what is not there does no harm.
      return isUnheard
        ? moveStep(moveStep(moveStep(step, 'begin', calm), 'succeed'), 'undo')
        : moveStep(step, 'undo', calm)
    case 'unknown':
      return isPending ? moveStep(moveStep(step, 'retry'), 'begin', calm) : moveStep(step, 'undo', calm)
    default:
      return moveStep(step, 'undo', calm)
  }
}
