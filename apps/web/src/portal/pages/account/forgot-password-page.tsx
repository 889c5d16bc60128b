import { Button, Stack, TextInput } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { requestPasswordReset } from '../../api/account.ts'
import { NoticeCard } from './notice-card.tsx'
import { emailForm } from './sign-up-rules.ts'
import styles from './welcome-form.module.css'

/** Says the same whether or not somebody has this address. */
export function ForgotPasswordPage() {
  const t = useTranslations('account')
  const [sentTo, setSentTo] = useState<string>()
  const form = useFields({
    initialValues: { email: '' },
    rules: { email: (email) => (emailForm.test(email.trim()) ? null : t('emailMalformed')) },
  })
  const action = useAction(
    async ({ email }: { email: string }) => requestPasswordReset({ email: email.trim() }),
    {
      onSuccess: (_, { email }) => {
        setSentTo(email.trim())
      },
    },
  )
  const otherError = useFormErrors(form, action.error)
  return (
    <Page title={t('forgotTitle')} intro={sentTo === undefined ? t('forgotIntro') : undefined}>
      {sentTo !== undefined ? (
        <Stack className={styles.form}>
          <NoticeCard takesFocus tone="good" icon={<IconMail size={22} />} title={t('resetSentTitle')}>
            {t('resetSentText', { email: sentTo })}
          </NoticeCard>
          <ButtonLink to="/sign-in" variant="light">
            {t('backToSignIn')}
          </ButtonLink>
          <Button variant="default" onClick={() => setSentTo(undefined)}>
            {t('resetAgain')}
          </Button>
        </Stack>
      ) : (
        <form className={styles.form} noValidate onSubmit={form.submit(action.run)}>
          <Stack>
            <TextInput
              required
              withAsterisk={false}
              type="email"
              label={t('email')}
              autoComplete="username"
              {...form.input('email')}
            />
            {otherError !== undefined && <ErrorNotice error={otherError} />}
            <Button type="submit" size="md" loading={action.isPending}>
              {t('resetSend')}
            </Button>
            <TextLink to="/sign-in">{t('backToSignIn')}</TextLink>
          </Stack>
        </form>
      )}
    </Page>
  )
}
