import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FalloutGroupBody, RepairBody } from '@turnup/contracts'
import { type ReactNode, useEffect, useRef } from 'react'
import { Loaded } from '../../../kit/loaded.tsx'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { orderQuery } from '../../api/orders.ts'
import { causeWords } from '../../parts/cause-words.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import type { RepairTarget } from '../../parts/repair-draft.ts'
import { RepairForm } from '../../parts/repair-form.tsx'
import type { RepairKind } from '../../parts/repair-words.ts'
import { type BulkAction, belongsTo, type Chosen } from './bulk-job.ts'
import { type FalloutRepair, ordersWords } from './cause-words.ts'
import { ResumeDialog } from './resume-dialog.tsx'

/** What somebody is about to do with the orders of a cause. */
export interface Fix {
  group: FalloutGroupBody
  repair: FalloutRepair
  chosen: Chosen
  count: number
}

export interface FixDialogsProps {
  fix: Fix | undefined
  onClose(): void
  onStart(action: BulkAction): void
}

/** Asks what the chosen way of mending needs to know; nothing is sent before that. */
export function FixDialogs({ fix, onClose, onStart }: FixDialogsProps) {
  useFocusBack(fix !== undefined)
  if (!fix) return null
  const orders = ordersWords(fix.count)
  switch (fix.repair) {
    case 'cancel':
      return (
        <ReasonDialog
          opened
          onClose={onClose}
          title={`Cancel ${orders}?`}
          confirm={`Cancel ${orders}`}
          isDangerous
          onConfirm={(reason) => onStart({ kind: 'cancel', reason })}
        >
          What was done for {fix.count === 1 ? 'it' : 'them'} in other systems is taken back, step by step. An
          order that is past its point of no return refuses, and stays as it is.
        </ReasonDialog>
      )
    case 'resume-connector':
      return <ResumeDialog connector={fix.group.connector ?? ''} onClose={onClose} />
    case 'fulfil':
      return (
        <Modal
          opened
          onClose={onClose}
          title={`Ask for fulfilment again: ${orders}`}
          size="md"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <Stack>
            <Text>
              Turnup reads {fix.count === 1 ? 'the order' : 'each order'} in the CRM again and makes a new
              plan. Right when the cause is mended there.
            </Text>
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                Leave it as it is
              </Button>
              <Button data-autofocus onClick={() => onStart({ kind: 'fulfil' })}>
                Ask again
              </Button>
            </Group>
          </Stack>
        </Modal>
      )
    default:
      return (
        <Modal
          opened
          onClose={onClose}
          title={`Mend ${orders}: ${causeWords(fix.group.code)}`}
          size="xl"
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <RepairOf
            fix={fix}
            kind={fix.repair}
            onClose={onClose}
            onRepair={(repair) => onStart({ kind: 'repair', repair })}
          />
        </Modal>
      )
  }
}

interface RepairOfProps {
  fix: Fix
  kind: RepairKind
  onClose(): void
  onRepair(repair: RepairBody): void
}

/** The form begins with what the step of one of the orders has. */
function RepairOf({ fix, kind, onClose, onRepair }: RepairOfProps) {
  const { group, chosen, count } = fix
  const first = chosen.orders.find((order) => belongsTo(group, order))
  const orderId = first?.id ?? group.samples[0]?.orderId ?? ''
  const key = first?.nextAction?.step ?? group.samples[0]?.step
  const order = useQuery(orderQuery(orderId))
  const kinds = group.repairs.filter(isRepairKind).filter((one) => one !== 'adopt' || count === 1)
  return (
    <Loaded query={order}>
      {({ plan }) => {
        const step = plan.steps.find((one) => one.key === key)
        const target: RepairTarget = {
          name: ordersWords(count),
          orders: count,
          step: step && { key: step.key, action: step.action, input: step.input },
        }
        return (
          <FocusInside>
            <RepairForm target={target} kinds={kinds} kind={kind} onClose={onClose} onRepair={onRepair} />
          </FocusInside>
        )
      }}
    </Loaded>
  )
}

/** The form comes when its data is there; by then the dialog has given the focus away. */
function FocusInside({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  return <div ref={box}>{children}</div>
}

function isRepairKind(repair: FalloutRepair): repair is RepairKind {
  return repair !== 'cancel' && repair !== 'fulfil' && repair !== 'resume-connector'
}
