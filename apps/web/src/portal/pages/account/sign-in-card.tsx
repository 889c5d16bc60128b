import { Button, Card, Stack, Text, Title } from '@mantine/core'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { requestPasswordReset } from '../../api/account.ts'
import { portalSessionQuery, signOut } from '../../api/session.ts'
import styles from './account.module.css'

/** A new password by a link in a mail, so that an open screen alone is not enough to change it. */
export function SignInCard() {
  const t = useTranslations('account')
  const queryClient = useQueryClient()
  const router = useRouter()
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  const reset = useAction((email: string) => requestPasswordReset({ email }), {
    onSuccess: (_, email) => announce(t('passwordMailSent', { email })),
  })
  const leaving = useAction(() => signOut(queryClient), {
    onSuccess: () => router.navigate({ to: '/sign-in', search: {} }),
  })
  if (!session) return null
  const { email } = session.user
  return (
    <Card component="section" aria-labelledby="account-sign-in">
      <Stack gap="sm">
        <Title order={2} size="h4" id="account-sign-in">
          {t('signInCardTitle')}
        </Title>
        <Text className={styles.quiet}>
          {reset.isSuccess ? t('passwordMailSent', { email }) : t('passwordChangeText')}
        </Text>
        {reset.error && <ErrorNotice error={reset.error} />}
        <Button variant="default" loading={reset.isPending} onClick={() => reset.run(email)}>
          {reset.isSuccess ? t('resetAgain') : t('passwordChange')}
        </Button>
        {leaving.error && <ErrorNotice error={leaving.error} />}
        <Button variant="light" loading={leaving.isPending} onClick={() => leaving.run(undefined)}>
          {t('signOut')}
        </Button>
      </Stack>
    </Card>
  )
}
