import { Button, Stack } from '@mantine/core'
import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react'
import { useLocation, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { confirmPasswordReset } from '../../api/account.ts'
import { NewPasswordFields } from './new-password-fields.tsx'
import { NoticeCard } from './notice-card.tsx'
import { usePasswordWords } from './use-password-words.ts'
import styles from './welcome-form.module.css'

/** Where the link of the mail leads. The token stands behind the #, so that it is in no log of a server. */
export function ResetPasswordPage() {
  const t = useTranslations('account')
  const search = useSearch({ from: '/welcome/reset-password' })
  const hash = useLocation({ select: (location) => location.hash })
  const token = new URLSearchParams(hash).get('token') ?? search.token
  const passwordWords = usePasswordWords()
  const form = useFields({
    initialValues: { password: '', confirmPassword: '' },
    rules: {
      password: (password) => passwordWords(password, '') ?? null,
      confirmPassword: (again, { password }) => (again === password ? null : t('passwordsDiffer')),
    },
  })
  const action = useAction((values: typeof form.values) => confirmPasswordReset({ token, ...values }))
  const otherError = useFormErrors(form, action.error)
  if (action.isSuccess) {
    return (
      <Page title={t('resetTitle')}>
        <NoticeCard
          takesFocus
          tone="good"
          icon={<IconCircleCheck size={22} />}
          title={t('resetDoneTitle')}
          action={<ButtonLink to="/sign-in">{t('signIn')}</ButtonLink>}
        >
          {t('resetDoneText')}
        </NoticeCard>
      </Page>
    )
  }
  // The server takes no token that is shorter.
  const unusable =
    token.length < 20 || (isApiError(action.error) && action.error.code === 'RESET_LINK_INVALID')
  if (unusable) {
    return (
      <Page title={t('resetTitle')}>
        <NoticeCard
          takesFocus
          tone="attention"
          icon={<IconLinkOff size={22} />}
          title={t('resetLinkTitle')}
          action={<ButtonLink to="/forgot-password">{t('resetNewLink')}</ButtonLink>}
        >
          {t('resetLinkText')}
        </NoticeCard>
      </Page>
    )
  }
  return (
    <Page title={t('resetTitle')} intro={t('resetIntro')}>
      <form className={styles.form} noValidate onSubmit={form.submit(action.run)}>
        <Stack>
          <NewPasswordFields password={form.values.password} email="" field={(name) => form.input(name)} />
          {otherError !== undefined && <ErrorNotice error={otherError} />}
          <Button type="submit" size="md" loading={action.isPending}>
            {t('resetSave')}
          </Button>
        </Stack>
      </form>
    </Page>
  )
}
