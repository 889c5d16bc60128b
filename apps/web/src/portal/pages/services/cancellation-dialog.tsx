import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { CancellationBody, CancellationRequest } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { Day } from '../../../kit/moment.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useErrorWords } from '../../../kit/use-error-words.ts'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { requestCancellation } from '../../api/services.ts'
import type { ServiceDialogProps } from './subscription-actions.tsx'

/** Asks for the end of a service: when, why, and then what happens next (R125). Nothing ends by itself. */
export default function CancellationDialog({ subscription, onClose }: ServiceDialogProps) {
  const t = useTranslations('services')
  useFocusBack()
  const kit = useTranslations('kit')
  const errorWords = useErrorWords()
  const [date, setDate] = useState('')
  const [reason, setReason] = useState('')
  const idempotency = useIdempotencyKey()
  const action = useAction((body: CancellationRequest) =>
    requestCancellation(subscription.id, body, idempotency.key()),
  )
  const close = { onClose, closeButtonProps: { 'aria-label': kit('close') } }
  if (action.data) {
    return (
      <Modal opened title={t('cancelRequested')} {...close}>
        <CancellationRequested answer={action.data} onClose={onClose} />
      </Modal>
    )
  }
  const isOfDate = isApiError(action.error) && action.error.field === 'date'
  return (
    <Modal opened title={t('cancelTitle', { service: subscription.name })} {...close}>
      <Stack>
        <Text size="sm">{t('cancelText')}</Text>
        <TextInput
          type="date"
          label={t('cancelDate')}
          description={t('cancelDateHelp')}
          min={new Date().toISOString().slice(0, 10)}
          value={date}
          onChange={(event) => {
            setDate(event.currentTarget.value)
            idempotency.renew()
          }}
          error={isOfDate ? errorWords(action.error) : undefined}
        />
        <Textarea
          label={t('cancelReason')}
          description={t('optional')}
          autosize
          minRows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            idempotency.renew()
          }}
        />
        {action.error && !isOfDate && <ErrorNotice error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('keepService')}
          </Button>
          <Button
            color="red.9"
            loading={action.isPending}
            onClick={() =>
              action.run({
                ...(date ? { date } : {}),
                ...(reason.trim() ? { reason: reason.trim() } : {}),
              })
            }
          >
            {t('cancelConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function CancellationRequested({ answer, onClose }: { answer: CancellationBody; onClose: () => void }) {
  const t = useTranslations('services')
  const kit = useTranslations('kit')
  return (
    <Stack role="status">
      <Text>{t.rich('cancelScheduled', { day: () => <Day on={answer.scheduledFor} /> })}</Text>
      {answer.caseNumber && <Text>{t('cancelCase', { number: answer.caseNumber })}</Text>}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {kit('close')}
        </Button>
      </Group>
    </Stack>
  )
}
