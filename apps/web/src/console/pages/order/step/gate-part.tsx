import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import type { ConsoleOrderBody, ConsoleStepBody } from '@turnup/contracts'
import { useState } from 'react'
import { Moment, RelativeMoment } from '../../../../kit/moment.tsx'
import { decideOrder } from '../../../api/orders.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { ReasonDialog } from '../../../parts/reason-dialog.tsx'
import { useOrderAction } from '../use-order-action.ts'
import { WalkBackList } from '../walk-back-list.tsx'

const gateWords: Record<string, string> = {
  approval: 'A reviewer answers',
  operator: 'An operator answers',
  documents: 'Waits for documents of the customer',
  provider: 'The provider answers',
}

/** The question that a step waits for, or how it was answered. */
export function GatePart({ order, step }: { order: ConsoleOrderBody; step: ConsoleStepBody }) {
  const [isDeclining, setDeclining] = useState(false)
  const deciding = useOrderAction(
    (answer: { accepted: boolean; reason?: string }) => decideOrder(order.id, { step: step.key, ...answer }),
    { says: 'The answer is recorded.', onDone: () => setDeclining(false) },
  )
  const { gate, gateDecision } = step
  if (!gate) return null
  if (gateDecision)
    return (
      <Alert color="harbour" icon={<IconLockOpen size={18} aria-hidden />} title={gate.question}>
        {gateDecision.accepted ? 'Yes' : 'No'}, answered by {gateDecision.byName ?? gateDecision.by} on{' '}
        <Moment at={gateDecision.at} />
        {gateDecision.reason && `: ${gateDecision.reason}`}
      </Alert>
    )
  const mayDecide = step.allowedActions.includes('decide')
  return (
    <Alert color="ember" icon={<IconLock size={18} aria-hidden />} title={gate.question}>
      <Stack gap="sm">
        <Text size="sm">
          {gateWords[gate.kind] ?? gate.kind}. The step does not run before.
          {step.wakeAt && (
            <>
              {' '}
              Due <RelativeMoment at={step.wakeAt} />.
            </>
          )}
        </Text>
        {mayDecide && (
          <Group gap="sm">
            <Button size="sm" loading={deciding.isPending} onClick={() => deciding.run({ accepted: true })}>
              Yes, go on
            </Button>
            <Button size="sm" variant="default" onClick={() => setDeclining(true)}>
              No…
            </Button>
          </Group>
        )}
        {!isDeclining && <ActionTrouble error={deciding.error} />}
      </Stack>
      <ReasonDialog
        opened={isDeclining}
        onClose={() => setDeclining(false)}
        title={`No: ${gate.question}`}
        confirm="No, and walk the order back"
        isDangerous
        onConfirm={(reason) => deciding.run({ accepted: false, reason })}
        working={deciding.isPending}
        error={deciding.error}
      >
        <WalkBackList order={order} />
      </ReasonDialog>
    </Alert>
  )
}
