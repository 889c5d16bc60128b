import { Table } from '@mantine/core'
import type { ConsoleStepBody } from '@turnup/contracts'
import { TableBox } from '../../../../kit/table-box.tsx'
import { connectorName } from '../../../parts/connector-name.ts'
import { StepStateBadge } from '../../../parts/step-state-badge.tsx'
import styles from './plan-graph.module.css'
import type { PlanViewProps } from './plan-graph.tsx'
import { unitOf } from './unit-of.ts'

/** The same plan as a table, for people who listen to the page, print it, or have little room. */
export function PlanList({ steps, chosen, onChoose }: PlanViewProps) {
  const describe = new Map(steps.map((step) => [step.key, step.describe]))
  return (
    <TableBox label="Plan as a list">
      <Table aria-label="Steps of the plan" style={{ minWidth: 0 }}>
        <Table.Thead>
          <Table.Tr>
            {['Step', 'State', 'Comes after', 'System'].map((heading, at) => (
              <Table.Th key={heading} scope="col" className={at > 1 ? styles.wide : undefined}>
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map((step) => (
            <Table.Tr key={step.key} data-selected={chosen === step.key || undefined}>
              <Table.Th scope="row" style={{ whiteSpace: 'normal' }}>
                <button
                  type="button"
                  data-step={step.key}
                  aria-pressed={chosen === step.key}
                  onClick={() => onChoose(step.key)}
                  className={styles.listed}
                >
                  {step.describe}
                </button>
                <StepNotes step={step} />
              </Table.Th>
              <Table.Td>
                <StepStateBadge state={step.state} />
              </Table.Td>
              <Table.Td className={styles.wide}>
                {step.needs.length === 0
                  ? 'Nothing'
                  : step.needs.map((need) => describe.get(need) ?? need).join('; ')}
              </Table.Td>
              <Table.Td className={styles.wide}>
                {step.connector ? connectorName(step.connector) : 'Turnup'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function StepNotes({ step }: { step: ConsoleStepBody }) {
  const notes = [
    unitOf(step.key),
    step.gate && (step.gateDecision ? 'Gate answered' : `Needs a yes: ${step.gate.kind}`),
    step.pointOfNoReturn && 'Point of no return',
  ].filter(Boolean)
  return notes.length > 0 && <div className={styles.listedNote}>{notes.join(' · ')}</div>
}
