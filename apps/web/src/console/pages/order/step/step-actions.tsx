import { Button, Group, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { ConsoleOrderBody, ConsoleStepBody, RepairBody } from '@turnup/contracts'
import { useState } from 'react'
import { useFocusBack } from '../../../../kit/use-focus-back.ts'
import { repairOrder } from '../../../api/orders.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { orderName } from '../../../parts/order-words.ts'
import { RepairDialog } from '../../../parts/repair-dialog.tsx'
import { type RepairKind, repairWords } from '../../../parts/repair-words.ts'
import { useOrderAction } from '../use-order-action.ts'

const repairKinds = ['retry', 'change-input', 'adopt', 'skip', 'replace'] as const
const buttonWords: Record<RepairKind, string> = {
  retry: 'Try again',
  'change-input': 'Change a field…',
  adopt: 'Adopt…',
  skip: 'Skip…',
  replace: 'Replace…',
}

/** The repairs that the server allows this operator on this step, and no others. */
export function StepActions({ order, step }: { order: ConsoleOrderBody; step: ConsoleStepBody }) {
  const kinds = repairKinds.filter((kind) => step.allowedActions.includes(kind))
  const [kind, setKind] = useState<RepairKind>()
  const [isOpen, setOpen] = useState(false)
  useFocusBack(isOpen)
  const repairing = useOrderAction(
    (repair: RepairBody) => repairOrder(order.id, { step: step.key, repair }),
    { says: 'The repair is made; the order goes on.', onDone: () => setOpen(false) },
  )
  const open = (chosen: RepairKind) => {
    repairing.reset()
    setKind(chosen)
    setOpen(true)
  }
  if (kinds.length === 0 && !isOpen) return <ActionTrouble error={repairing.error} />
  return (
    <Stack gap="sm">
      <Text size="sm" fw={650}>
        What you can do
      </Text>
      <Group gap="xs">
        {kinds.map((one) =>
          one === 'retry' ? (
            <Button
              key={one}
              size="sm"
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={repairing.isPending && !isOpen}
              onClick={() => repairing.run({ kind: 'retry' })}
              title={repairWords.retry.explains}
            >
              {buttonWords.retry}
            </Button>
          ) : (
            <Button
              key={one}
              size="sm"
              variant="default"
              onClick={() => open(one)}
              title={repairWords[one].explains}
            >
              {buttonWords[one]}
            </Button>
          ),
        )}
      </Group>
      {!isOpen && <ActionTrouble error={repairing.error} />}
      <RepairDialog
        // Another kind begins with a form of its own.
        key={kind}
        opened={isOpen}
        onClose={() => setOpen(false)}
        target={{ name: `${step.key} of ${orderName(order)}`, orders: 1, step }}
        kinds={kinds.length > 0 ? kinds : repairKinds}
        kind={kind}
        onRepair={(repair) => repairing.run(repair)}
        working={repairing.isPending}
        error={repairing.error}
      />
    </Stack>
  )
}
