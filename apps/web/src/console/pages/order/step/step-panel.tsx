import { Alert, CloseButton, Group, Stack, Text, Title } from '@mantine/core'
import { IconFlag } from '@tabler/icons-react'
import type { ConsoleOrderBody, ConsoleStepBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { connectorName } from '../../../parts/connector-name.ts'
import { JsonView } from '../../../parts/json-view.tsx'
import { StepStateBadge } from '../../../parts/step-state-badge.tsx'
import styles from '../order-page.module.css'
import { GatePart } from './gate-part.tsx'
import { StepActions } from './step-actions.tsx'
import { StepAttempts } from './step-attempts.tsx'
import { StepTrouble } from './step-trouble.tsx'

export interface StepPanelProps {
  order: ConsoleOrderBody
  step: ConsoleStepBody
  onClose(): void
}

/** Everything about one step, and what can be done about it. */
export function StepPanel({ order, step, onClose }: StepPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows to each step that is opened
  useEffect(() => heading.current?.focus(), [step.key])
  // What was pressed may be gone once it is done; then the focus stays with the step.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is what takes buttons away
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus()
  }, [step.state])
  return (
    <section
      className={styles.card}
      aria-labelledby="step"
      onKeyDown={(event) => {
        // A dialog that is open above has its own Escape.
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) onClose()
      }}
    >
      <Stack gap="md">
        <div>
          <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
            <Title order={3} id="step" size="h4" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
              {step.describe}
            </Title>
            <CloseButton aria-label="Close the step" onClick={onClose} />
          </Group>
          <Group gap="sm" mt={6}>
            <StepStateBadge state={step.state} />
            <Text size="sm" c="dimmed">
              <code>{step.key}</code>
              {step.connector && ` at ${connectorName(step.connector)}`}
            </Text>
          </Group>
        </div>
        {step.pointOfNoReturn && (
          <Alert color="ember" icon={<IconFlag size={18} aria-hidden />} title="Point of no return">
            Once this has happened, the order can only go forward. It cannot be cancelled any more.
          </Alert>
        )}
        <StepTrouble step={step} />
        <GatePart order={order} step={step} />
        <StepActions order={order} step={step} />
        <details className={styles.fold} open={step.error !== undefined}>
          <summary>Input</summary>
          <JsonView value={step.input} label="Input of the step" />
        </details>
        {step.result !== undefined && step.result !== null && (
          <details className={styles.fold} open>
            <summary>Result</summary>
            <JsonView value={step.result} label="Result of the step" />
          </details>
        )}
        <StepAttempts orderId={order.id} step={step.key} />
      </Stack>
    </section>
  )
}
