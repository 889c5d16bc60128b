import { ActionIcon, Button, Menu, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ProvisioningAction, ProvisioningItemBody } from '@turnup/contracts'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import { orderName } from '../../parts/order-words.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { actionIcons, actionLabel, doneWords, type HereAction, questions } from './action-words.ts'
import { DialogButton, DialogItem, isDialogAction } from './dialog-links.tsx'
import { doHere } from './do-here.ts'
import { actionsOf } from './next-step.ts'
import type { Phase } from './phase-badge.tsx'
import { isPortalDue, PortalOfOrder } from './portal-link.tsx'
import styles from './provisioning.module.css'
import { isFinished } from './provisioning-search.ts'
import { useProvisioningAction } from './use-provisioning-action.ts'

export interface ProvisioningActionsProps {
  item: ProvisioningItemBody
  /** In a row: the next thing as a button, the rest in a menu. Elsewhere: a button for each. */
  layout: 'row' | 'page' | 'dialog'
}

/** What the server allows this operator to do with a PBX order now, the next thing first (R197). */
export function ProvisioningActions({ item, layout }: ProvisioningActionsProps) {
  const name = orderName({ ...item, id: item.orderId })
  const place = useRef<HTMLDivElement>(null)
  const [asking, setAsking] = useState<HereAction>()
  const { key, renew } = useIdempotencyKey()
  const doing = useProvisioningAction(
    async ({ action, reason }: { action: HereAction; reason: string }) => {
      const result = await doHere(item.orderId, action, { reason, idempotencyKey: key() })
      return { words: doneWords(action, result, item), phase: item.phase }
    },
    {
      says: ({ words }) => words,
      onDone: () => {
        setAsking(undefined)
        renew()
      },
    },
  )
  useFocusOnNext(place, doing.isSuccess || doing.isError, item.phase)
  const start = (action: HereAction) => {
    doing.reset()
    if (questions[action]) setAsking(action)
    else doing.run({ action, reason: '' })
  }
  const { first, others } = actionsOf(item)
  const question = asking && questions[asking]
  const button = (action: ProvisioningAction, isFirst: boolean) =>
    isDialogAction(action) ? (
      <DialogButton key={action} action={action} item={item} name={name} isFirst={isFirst} />
    ) : (
      <HereButton
        key={action}
        action={action}
        item={item}
        name={name}
        isFirst={isFirst}
        isWorking={doing.isPending && doing.variables.action === action}
        onStart={start}
      />
    )
  return (
    <div className={styles.actions} ref={place}>
      <div className={styles.buttons} data-row={layout === 'row' || undefined}>
        {layout !== 'dialog' && isPortalDue(item) && <PortalOfOrder orderId={item.orderId} />}
        {first && button(first, !isFinished(item.phase))}
        {layout !== 'row' && others.map((action) => button(action, false))}
        {layout === 'row' && others.length > 0 && (
          <MoreActions item={item} name={name} actions={others} onStart={start} />
        )}
      </div>
      {/* Once the order has moved on, its status says more than this. */}
      {doing.data?.phase === item.phase && <Text size="sm">{doing.data.words}</Text>}
      {asking === undefined && <ActionTrouble error={doing.error} />}
      <ReasonDialog
        opened={question !== undefined}
        onClose={() => setAsking(undefined)}
        title={question?.title ?? ''}
        confirm={question?.confirm ?? ''}
        isDangerous={question?.isDangerous}
        isReasonOptional={question?.isReasonOptional}
        onConfirm={(reason) => asking && doing.run({ action: asking, reason })}
        working={doing.isPending}
        error={doing.error}
      >
        Order {name}. {question?.explains}
      </ReasonDialog>
    </div>
  )
}

/**
 * The button that was pressed loses the focus while it works, and is gone once the order has moved on: the focus goes to
 * what can be done next.
 */
function useFocusOnNext(place: RefObject<HTMLElement | null>, isSettled: boolean, phase: Phase): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order's moving on is a reason to look
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isSettled && isLost) place.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [isSettled, phase])
}

interface HereButtonProps {
  action: HereAction
  item: ProvisioningItemBody
  name: string
  isFirst: boolean
  isWorking: boolean
  onStart(action: HereAction): void
}

function HereButton({ action, item, name, isFirst, isWorking, onStart }: HereButtonProps) {
  const Icon = actionIcons[action]
  const label = actionLabel(action, item)
  return (
    <Button
      size="xs"
      variant={isFirst ? 'filled' : 'default'}
      leftSection={<Icon size={15} aria-hidden />}
      aria-label={`${label}, order ${name}`}
      loading={isWorking}
      onClick={() => onStart(action)}
    >
      {label}
    </Button>
  )
}

interface MoreActionsProps {
  item: ProvisioningItemBody
  name: string
  actions: ProvisioningAction[]
  onStart(action: HereAction): void
}

function MoreActions({ item, name, actions, onStart }: MoreActionsProps) {
  return (
    <Menu position="bottom-end" width={250} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={`More for order ${name}`}>
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => {
          if (isDialogAction(action)) return <DialogItem key={action} action={action} item={item} />
          const Icon = actionIcons[action]
          return (
            <Menu.Item
              key={action}
              leftSection={<Icon size={16} aria-hidden />}
              onClick={() => onStart(action)}
            >
              {actionLabel(action, item)}
              {questions[action] && '…'}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
