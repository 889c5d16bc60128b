import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ConsoleStepBody } from '@turnup/contracts'
import { RelativeMoment } from '../../../../kit/moment.tsx'
import { connectorName } from '../../../parts/connector-name.ts'
import { errorKindWords } from '../../../parts/order-words.ts'

/** What went wrong with a step, in words, and whether Turnup tries again by itself. */
export function StepTrouble({ step }: { step: ConsoleStepBody }) {
  const { error, state } = step
  if (!error) return null
  const isStuck = state === 'failed' || state === 'unknown'
  return (
    <Alert
      color={isStuck ? 'red' : 'ember'}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={errorKindWords[error.kind] ?? error.kind}
    >
      <Stack gap={4}>
        <Text size="sm">{error.message}</Text>
        {state === 'unknown' && (
          <Text size="sm">
            Look in {error.connector ? connectorName(error.connector) : 'the outside system'} whether it has
            happened: then adopt the result; if it has not, try again.
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {error.code}
          {error.operation && ` in ${error.operation}`}
          {step.troubleSince && (
            <>
              , since <RelativeMoment at={step.troubleSince} />
            </>
          )}
          {step.attemptCount > 0 &&
            `, tried ${step.attemptCount === 1 ? 'once' : `${step.attemptCount} times`}`}
        </Text>
        {step.wakeAt && !isStuck && (
          <Text size="sm">
            Turnup tries again <RelativeMoment at={step.wakeAt} />.
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
