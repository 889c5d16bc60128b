import { Button, Group, List, Modal, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { reissueEsim } from '../../api/services.ts'
import type { ServiceDialogProps } from './subscription-actions.tsx'
import { useFollowAction } from './use-follow-action.ts'

/** A new eSIM in place of the old one: what it means, an optional reason, then yes (R111, R113). */
export default function ReissueDialog({ subscription, onClose }: ServiceDialogProps) {
  const t = useTranslations('services')
  useFocusBack()
  const kit = useTranslations('kit')
  const [reason, setReason] = useState('')
  const idempotency = useIdempotencyKey()
  const follow = useFollowAction(subscription)
  const action = useAction((text: string) =>
    reissueEsim(subscription.id, text ? { reason: text } : {}, idempotency.key()),
  )
  const confirm = async () => {
    const answer = await action.runAsync(reason.trim())
    if (!answer) return
    follow(answer.activationRef)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reissueTitle')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack>
        <List spacing={6}>
          <List.Item>{t('reissueOldStops')}</List.Item>
          <List.Item>{t('reissueNewCode')}</List.Item>
          <List.Item>{t('reissueSameNumber')}</List.Item>
        </List>
        <Textarea
          label={t('reissueReason')}
          description={t('optional')}
          autosize
          minRows={2}
          maxLength={200}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            idempotency.renew()
          }}
        />
        {action.error && <ErrorNotice error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('keepOld')}
          </Button>
          <Button onClick={() => void confirm()} loading={action.isPending}>
            {t('reissueConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
