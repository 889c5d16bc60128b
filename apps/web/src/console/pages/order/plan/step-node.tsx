import { IconFlag, IconLock, IconLockOpen } from '@tabler/icons-react'
import type { ConsoleStepBody } from '@turnup/contracts'
import { connectorName } from '../../../parts/connector-name.ts'
import { stepStateLooks } from '../../../parts/step-state-badge.tsx'
import { toneClass } from '../../../parts/tone-badge.tsx'
import styles from './plan-graph.module.css'
import type { PlacedStep, Sizes } from './plan-layout.ts'
import { unitOf } from './unit-of.ts'

interface StepNodeProps {
  step: ConsoleStepBody
  place: PlacedStep
  sizes: Sizes
  number: number
  of: number
  isChosen: boolean
  onChoose(): void
}

/** One step of the graph. */
export function StepNode({ step, place, sizes, number, of, isChosen, onChoose }: StepNodeProps) {
  const { words, tone, icon: Icon } = stepStateLooks[step.state]
  return (
    <button
      type="button"
      className={`${styles.step} ${toneClass(tone)}`}
      style={{ left: place.x, top: place.y, width: sizes.stepWidth, height: sizes.stepHeight }}
      data-step={step.key}
      data-state={step.state}
      data-chosen={isChosen || undefined}
      data-no-return={step.pointOfNoReturn || undefined}
      aria-pressed={isChosen}
      title={step.describe}
      onClick={onChoose}
    >
      <span className="visually-hidden">
        Step {number} of {of}:
      </span>
      <span className={styles.top}>
        <Icon size={16} stroke={2.2} aria-hidden />
        {words}
        {step.connector && <span className={styles.system}>{connectorName(step.connector)}</span>}
      </span>
      <span className={styles.what}>{step.describe}</span>
      <StepFlag step={step} />
    </button>
  )
}

function StepFlag({ step }: { step: ConsoleStepBody }) {
  if (step.gate && !step.gateDecision)
    return (
      <span className={styles.flag}>
        <IconLock size={13} aria-hidden />
        Needs a yes: {step.gate.kind}
      </span>
    )
  if (step.pointOfNoReturn)
    return (
      <span className={styles.flag}>
        <IconFlag size={13} aria-hidden />
        Point of no return
      </span>
    )
  if (step.gateDecision)
    return (
      <span className={styles.flag}>
        <IconLockOpen size={13} aria-hidden />
        {step.gateDecision.accepted ? 'Answered yes' : 'Answered no'}
      </span>
    )
  const unit = unitOf(step.key)
  return unit && <span className={styles.unit}>{unit}</span>
}
