import { Button, Group, Stack, Text } from '@mantine/core'
import { IconNote, IconPlayerPlay } from '@tabler/icons-react'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { useState } from 'react'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { cancelOrder, fulfilOrder } from '../../api/orders.ts'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import { orderName } from '../../parts/order-words.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { usePaletteActions } from '../../shell/palette-actions.ts'
import { useOrderAction } from './use-order-action.ts'
import { WalkBackList } from './walk-back-list.tsx'

export interface OrderActionsProps {
  order: ConsoleOrderBody
  onNote(): void
}

/** What the server allows this operator to do with the order as a whole, and no more. */
export function OrderActions({ order, onNote }: OrderActionsProps) {
  const [isCancelling, setCancelling] = useState(false)
  const { key, renew } = useIdempotencyKey()
  const cancelling = useOrderAction((reason: string) => cancelOrder(order.id, reason), {
    says: 'The order is being cancelled.',
    onDone: () => setCancelling(false),
  })
  const fulfilling = useOrderAction(() => fulfilOrder(order.id, key()), {
    says: 'Fulfilment was asked for.',
    onDone: renew,
  })
  const { allowedActions } = order
  const mayFulfil = allowedActions.includes('fulfil')
  const fulfilWords = order.state === 'held' ? 'Ask for fulfilment again' : 'Start fulfilment'
  const askToCancel = () => {
    cancelling.reset()
    setCancelling(true)
  }
  usePaletteActions(`Order ${orderName(order)}`, [
    ...(mayFulfil ? [{ id: 'fulfil', label: fulfilWords, run: () => fulfilling.run(undefined) }] : []),
    ...(allowedActions.includes('cancel')
      ? [{ id: 'cancel', label: 'Cancel the order', run: askToCancel }]
      : []),
    ...(allowedActions.includes('note') ? [{ id: 'note', label: 'Write a note', run: onNote }] : []),
  ])
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {mayFulfil && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={fulfilling.isPending}
            onClick={() => fulfilling.run(undefined)}
          >
            {fulfilWords}
          </Button>
        )}
        {allowedActions.includes('note') && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconNote size={16} aria-hidden />}
            onClick={onNote}
          >
            Write a note
          </Button>
        )}
        {allowedActions.includes('cancel') && (
          <Button size="sm" variant="default" onClick={askToCancel}>
            Cancel the order…
          </Button>
        )}
      </Group>
      {fulfilling.data && (
        <Text size="sm" role="status">
          {fulfilling.data.isNew
            ? `Asked for, as request ${fulfilling.data.generation}. The order is read from the CRM and goes on by itself.`
            : 'It was asked for before and is under way.'}
        </Text>
      )}
      <ActionTrouble error={fulfilling.error} />
      <ReasonDialog
        opened={isCancelling}
        onClose={() => setCancelling(false)}
        title={`Cancel order ${orderName(order)}`}
        confirm="Cancel the order"
        isDangerous
        placeholder="For example: the customer withdrew by phone"
        onConfirm={(reason) => cancelling.run(reason)}
        working={cancelling.isPending}
        error={cancelling.error}
      >
        <WalkBackList order={order} />
      </ReasonDialog>
    </Stack>
  )
}
