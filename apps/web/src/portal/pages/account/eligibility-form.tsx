import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import type { EligibilityRequest } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'

export interface EligibilityFormProps {
  onSend: (request: EligibilityRequest) => void
  error: unknown
  isPending: boolean
}

export function EligibilityForm({ onSend, error, isPending }: EligibilityFormProps) {
  const t = useTranslations('account')
  const form = useFields({ initialValues: { address: '', notes: '' } })
  const otherError = useFormErrors(form, error)
  const send = ({ address, notes }: typeof form.values) =>
    onSend({
      ...(address.trim() === '' ? {} : { address }),
      ...(notes.trim() === '' ? {} : { notes }),
    })
  return (
    <form noValidate onSubmit={form.submit(send)}>
      <Stack>
        <TextInput
          label={`${t('eligibilityPlace')} (${t('optional')})`}
          description={t('eligibilityPlaceHelp')}
          maxLength={300}
          {...form.input('address')}
        />
        <Textarea
          label={`${t('notes')} (${t('optional')})`}
          description={t('eligibilityNotesHelp')}
          rows={3}
          maxLength={1000}
          {...form.input('notes')}
        />
        {otherError !== undefined && <ErrorNotice error={otherError} />}
        <Button type="submit" size="md" loading={isPending}>
          {t('eligibilitySend')}
        </Button>
      </Stack>
    </form>
  )
}
