import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { cancelOrder, orderListQuery, orderQuery } from '../../api/orders.ts'

export interface CancelOrderDialogProps {
  sfOrderId: string
  onClose: (cancelled: boolean) => void
}

/** Asks once more before an order is taken back. In a file of its own, so that it is fetched when it is needed. */
export default function CancelOrderDialog({ sfOrderId, onClose }: CancelOrderDialogProps) {
  const t = useTranslations('orders')
  const kit = useTranslations('kit')
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const { queryKey } = orderQuery(sfOrderId)
  const action = useAction<void, void>(async () => {
    try {
      const order = await cancelOrder(sfOrderId, reason.trim() ? { reason: reason.trim() } : {})
      queryClient.setQueryData(queryKey, order)
      void queryClient.invalidateQueries({ queryKey: orderListQuery.queryKey })
      onClose(true)
    } catch (error) {
      // It was begun a moment ago, perhaps: the page behind should say so.
      void queryClient.invalidateQueries({ queryKey })
      throw error
    }
  })
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={t('cancelTitle')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack>
        <Text>{t('cancelText')}</Text>
        <Textarea
          label={t('cancelReason')}
          description={t('cancelReasonHint')}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {action.error && <ErrorNotice error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onClose(false)}>
            {t('cancelKeep')}
          </Button>
          <Button color="red.9" loading={action.isPending} onClick={() => action.run()}>
            {t('cancelNow')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
