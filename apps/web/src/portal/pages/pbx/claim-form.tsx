import { Button } from '@mantine/core'
import type { ClaimBody, UsedClaimBody } from '@turnup/contracts'
import { useFormatter, useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { FactList } from '../../../kit/fact-list.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { sendClaim } from '../../api/pbx.ts'
import { NewPasswordFields } from '../account/new-password-fields.tsx'
import { usePasswordWords } from '../account/use-password-words.ts'
import { missingParts } from './admin-password.ts'
import { isLinkOver } from './link-token.ts'
import styles from './wizard-page.module.css'

export interface ClaimFormProps {
  token: string
  claim: ClaimBody
  onUsed: (used: UsedClaimBody) => void
  onOver: () => void
}

/** Whose password it is, and the password twice. */
export function ClaimForm({ token, claim, onUsed, onOver }: ClaimFormProps) {
  const t = useTranslations('pbx')
  const account = useTranslations('account')
  const format = useFormatter()
  const passwordWords = usePasswordWords()
  const partWords = { lower: t('partLower'), upper: t('partUpper'), digit: t('partDigit') }
  const alsoNeeds = (password: string) => {
    const missing = missingParts(password).map((part) => partWords[part])
    return missing.length > 0 ? t('passwordParts', { parts: format.list(missing) }) : undefined
  }
  const form = useFields({
    initialValues: { password: '', confirmPassword: '' },
    rules: {
      password: (password) => passwordWords(password, '') ?? alsoNeeds(password) ?? null,
      confirmPassword: (again, { password }) => (again === password ? null : account('passwordsDiffer')),
    },
  })
  const action = useAction((values: typeof form.values) => sendClaim({ token, ...values }), {
    onSuccess: onUsed,
    onError: (error) => {
      if (isLinkOver(error)) onOver()
    },
  })
  const otherError = useFormErrors(form, action.error)
  return (
    <div className={`${styles.fields} ${styles.narrow}`}>
      <FactList
        facts={[
          { name: t('company'), value: claim.company },
          { name: t('domain'), value: claim.domain },
          { name: t('username'), value: claim.username },
          { name: t('linkUntil'), value: <Moment at={claim.expiresAt} /> },
        ]}
      />
      <form className={styles.fields} noValidate onSubmit={form.submit(action.run)}>
        {/* Password managers learn whose password it is. */}
        <input type="text" hidden readOnly autoComplete="username" value={claim.username} />
        <p className={styles.hint}>{t('passwordRule')}</p>
        <NewPasswordFields
          password={form.values.password}
          email=""
          alsoNeeds={alsoNeeds}
          field={(name) => form.input(name)}
        />
        {otherError !== undefined && <ErrorNotice error={otherError} />}
        <Button type="submit" size="md" loading={action.isPending}>
          {t('claimSave')}
        </Button>
      </form>
    </div>
  )
}
