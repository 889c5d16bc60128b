import { Button, NativeSelect, Stack, Textarea } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import type { IdVerificationRequest } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../../api/site.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { CountryField } from './country-field.tsx'
import { type ChosenFile, FileChoice, mostBytes, mostFiles } from './file-choice.tsx'

const documentTypes = ['passport', 'national-id', 'driving-licence', 'residence-permit', 'other'] as const

interface Values {
  documentType: (typeof documentTypes)[number]
  issuingCountry: string
  files: ChosenFile[]
  notes: string
}

export interface IdentityFormProps {
  onSend: (request: IdVerificationRequest) => void
  error: unknown
  isPending: boolean
}

/** Says what is handed in; the documents themselves go another way, and the form says so. */
export function IdentityForm({ onSend, error, isPending }: IdentityFormProps) {
  const t = useTranslations('account')
  const { data: site } = useSuspenseQuery(siteQuery)
  const form = useFields<Values>({
    initialValues: { documentType: 'passport', issuingCountry: site.defaultCountry, files: [], notes: '' },
    rules: {
      issuingCountry: (country) => (country === '' ? t('fillIn') : null),
      files: (files) => {
        if (files.length > mostFiles) return t('filesTooMany', { most: mostFiles })
        const wrong = files.find(({ sizeBytes }) => sizeBytes === 0 || sizeBytes > mostBytes)
        return wrong ? t('fileWrongSize', { name: wrong.name }) : null
      },
    },
  })
  const otherError = useFormErrors(form, error)
  const send = ({ notes, ...values }: Values) =>
    onSend({ ...values, ...(notes.trim() === '' ? {} : { notes }) })
  return (
    <form noValidate onSubmit={form.submit(send)}>
      <Stack>
        <NativeSelect
          label={t('documentType')}
          data={documentTypes.map((value) => ({ value, label: t(`document-${value}`) }))}
          {...form.input('documentType')}
        />
        <CountryField label={t('issuingCountry')} {...form.input('issuingCountry')} />
        <FileChoice
          files={form.values.files}
          error={form.errors.files}
          onChoose={(files) => form.setValues({ files })}
        />
        <Textarea
          label={`${t('notes')} (${t('optional')})`}
          rows={3}
          maxLength={1000}
          {...form.input('notes')}
        />
        {otherError !== undefined && <ErrorNotice error={otherError} />}
        <Button type="submit" size="md" loading={isPending}>
          {t('identitySend')}
        </Button>
      </Stack>
    </form>
  )
}
