import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../../api/site.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { portalSessionQuery, signIn } from '../../api/session.ts'
import { DemoHint } from './demo-hint.tsx'
import { PasswordField } from './password-field.tsx'
import styles from './welcome-form.module.css'

export function SignInPage() {
  const t = useTranslations('account')
  const { next } = useSearch({ from: '/welcome/sign-in' })
  const { data: site } = useSuspenseQuery(siteQuery)
  const queryClient = useQueryClient()
  useLeaveWhenSignedIn(next)
  const button = useRef<HTMLButtonElement>(null)
  const form = useFields({
    initialValues: { email: '', password: '' },
    rules: {
      email: (email) => (email.trim() === '' ? t('emailMissing') : null),
      password: (password) => (password === '' ? t('passwordMissing') : null),
    },
  })
  const action = useAction(async (values: typeof form.values) => {
    // Whether somebody is signed in is not to be answered with what was true before.
    await queryClient.cancelQueries(portalSessionQuery)
    return signIn(queryClient, values)
  })
  const otherError = useFormErrors(form, action.error)
  const demo = site.demo?.customer
  return (
    <Page
      title={t('signInTitle')}
      intro={
        next && next !== '/' ? (
          t('signInToGoOn')
        ) : (
          <>
            {t('signInNew')}{' '}
            <TextLink to="/sign-up" search={{ next }}>
              {t('signInToSignUp')}
            </TextLink>
          </>
        )
      }
    >
      <form className={styles.form} noValidate onSubmit={form.submit(action.run)}>
        <Stack>
          {demo && (
            <DemoHint
              text={t('demoSignIn', { name: demo.name })}
              label={t('demoFill')}
              onUse={() => {
                form.setValues({ email: demo.email, password: demo.password })
                button.current?.focus()
              }}
            />
          )}
          <TextInput
            label={t('email')}
            type="email"
            required
            withAsterisk={false}
            autoComplete="username"
            {...form.input('email')}
          />
          <PasswordField
            label={t('password')}
            required
            withAsterisk={false}
            autoComplete="current-password"
            {...form.input('password')}
          />
          {otherError !== undefined && <ErrorNotice error={otherError} title={t('signInFailed')} />}
          <Button ref={button} type="submit" size="md" loading={action.isPending}>
            {t('signIn')}
          </Button>
          <Group justify="space-between" gap="sm">
            <TextLink to="/forgot-password">{t('signInForgot')}</TextLink>
            {next && next !== '/' && (
              <Text>
                {t('signInNew')}{' '}
                <TextLink to="/sign-up" search={{ next }}>
                  {t('signInToSignUp')}
                </TextLink>
              </Text>
            )}
          </Group>
        </Stack>
      </form>
    </Page>
  )
}

/** To where the person wanted to go; also for somebody who comes here while signed in. */
function useLeaveWhenSignedIn(next = '/'): void {
  const router = useRouter()
  const { data: session } = useQuery(portalSessionQuery)
  useEffect(() => {
    if (session) router.history.replace(next)
  }, [session, next, router])
}
