import { IconFlag, IconHandStop } from '@tabler/icons-react'
import type { DryRunBody } from '@turnup/contracts'
import { connectorName } from '../../parts/connector-name.ts'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import styles from './dry-run.module.css'
import { type NumberedStep, planLevels } from './plan-levels.ts'

type PlannedStep = DryRunBody['steps'][number]

/** The plan from top to bottom; what stands side by side happens at the same time. */
export function PlanDrawing({ steps }: { steps: PlannedStep[] }) {
  const levels = planLevels(steps)
  return (
    <ol className={styles.levels}>
      {levels.map((level, index) => (
        <li key={level[0]?.step.key} className={styles.level}>
          {level.length > 1 && <p className={styles.sideBySide}>{level.length} steps side by side</p>}
          <ol className={styles.steps} start={level[0]?.number} aria-label={`Stage ${index + 1}`}>
            {level.map((placed) => (
              <PlannedStepCard key={placed.step.key} placed={placed} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}

function PlannedStepCard({ placed: { step, number, after } }: { placed: NumberedStep<PlannedStep> }) {
  return (
    <li className={step.pointOfNoReturn ? `${styles.step} ${styles.noReturn}` : styles.step}>
      <p className={styles.describe}>
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        {step.describe}
      </p>
      <p className={styles.facts}>
        <b>{systemOf(step)}</b>
        <code>{step.key}</code>
        <span>{afterWords(after)}</span>
      </p>
      {step.gate && (
        <ToneBadge tone="attention" icon={IconHandStop}>
          <span className={styles.wrap}>Waits for a yes: {step.gate.question}</span>
        </ToneBadge>
      )}
      {step.pointOfNoReturn && (
        <ToneBadge tone="moving" icon={IconFlag}>
          <span className={styles.wrap}>
            Point of no return: from here on it is repaired, not walked back
          </span>
        </ToneBadge>
      )}
    </li>
  )
}

function systemOf({ connector, role }: PlannedStep): string {
  if (connector) return connectorName(connector)
  return role ? `${role} (no connector yet)` : 'Turnup itself'
}

function afterWords(after: number[]): string {
  if (after.length === 0) return 'begins at once'
  const last = after.at(-1)
  return after.length === 1 ? `after ${last}` : `after ${after.slice(0, -1).join(', ')} and ${last}`
}
