import { Button } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import type { CorrectionFormBody, SubmitCorrectionRequest } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ApiError, isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { FactList } from '../../../kit/fact-list.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { submitCorrection } from '../../api/pbx.ts'
import { NoticeCard } from '../account/notice-card.tsx'
import { isLinkOver } from './link-token.ts'
import { RegistrationField } from './registration-field.tsx'
import type { FieldName } from './registration-fields.ts'
import { useStepRules } from './step-rules.ts'
import styles from './wizard-page.module.css'

export interface CorrectionFormProps {
  token: string
  form: CorrectionFormBody
  onSent: () => void
  onOver: () => void
}

type Values = Record<FieldName, string>

/** What customer service asks for, in its own words, and a field for each thing that it names. */
export function CorrectionForm({ token, form, onSent, onOver }: CorrectionFormProps) {
  const t = useTranslations('pbx')
  const rules = useStepRules()
  const ruleOf =
    ({ name, kind }: CorrectionFormBody['fields'][number]) =>
    (text: string) => {
      if (text.trim() === '') return rules.filled(text)
      if (name === 'birthDate') return rules.birthDate(text)
      if (kind === 'date') return rules.day(text)
      if (kind === 'phone') return rules.phone(text)
      return kind === 'email' ? rules.email(text) : null
    }
  const fields = useFields<Values>({
    initialValues: Object.fromEntries(form.fields.map(({ name }) => [name, ''])) as Values,
    rules: Object.fromEntries(form.fields.map((field) => [field.name, ruleOf(field)])),
  })
  const action = useAction(
    async (values: Values) => {
      const filled = form.fields.map(({ name }) => [name, values[name].trim()] as const)
      try {
        await submitCorrection({
          token,
          values: Object.fromEntries(filled) as SubmitCorrectionRequest['values'],
        })
      } catch (error) {
        throw withShortField(error)
      }
    },
    {
      onSuccess: onSent,
      onError: (error) => {
        if (isLinkOver(error)) onOver()
      },
    },
  )
  const otherError = useFormErrors(fields, action.error)
  return (
    <div className={`${styles.fields} ${styles.narrow}`}>
      <FactList
        facts={[
          { name: t('company'), value: form.company },
          { name: t('orderNumber'), value: form.orderNumber },
          { name: t('linkUntil'), value: <Moment at={form.expiresAt} /> },
        ]}
      />
      <NoticeCard tone="attention" icon={<IconMessage2 size={22} />} title={t('correctionMessage')}>
        <span style={{ whiteSpace: 'pre-line' }}>{form.message}</span>
      </NoticeCard>
      {form.proofsOf.length > 0 && (
        <div>
          <p className={styles.hint}>{t('correctionPapers')}</p>
          <ul>
            {form.proofsOf.map((of) => (
              <li key={of}>{t(`papers_${of}`, { count: 1 })}</li>
            ))}
          </ul>
        </div>
      )}
      <form className={styles.fields} noValidate onSubmit={fields.submit(action.run)}>
        {form.fields.map((field) => (
          <RegistrationField key={field.name} field={field} input={fields.input(field.name)} country="" />
        ))}
        {form.fields.length > 0 && <p className={styles.hint}>{t('correctionEmpty')}</p>}
        {otherError !== undefined && <ErrorNotice error={otherError} />}
        <Button type="submit" size="md" loading={action.isPending}>
          {t(form.fields.length > 0 ? 'correctionSend' : 'correctionSeen')}
        </Button>
      </form>
    </div>
  )
}

/** The server names a field by its path in the request; the form, by its name. */
function withShortField(error: unknown): unknown {
  if (!isApiError(error) || error.field === undefined) return error
  const { status, code, message, correlationId } = error
  const field = error.field.replace(/^values\./, '')
  return new ApiError(status, { code, message, field, ...(correlationId ? { correlationId } : {}) })
}
