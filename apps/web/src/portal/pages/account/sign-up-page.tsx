import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../../api/site.ts'
import { TextLink } from '../../../kit/link.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { portalSessionQuery, signUp } from '../../api/session.ts'
import { useLanguage } from '../../language.tsx'
import { SignUpForm, type SignUpValues } from './sign-up-form.tsx'

/** R022, R023, R041. The address comes next, and then the shop (R044). */
export function SignUpPage() {
  const t = useTranslations('account')
  const { next } = useSearch({ from: '/welcome/sign-up' })
  const afterAddress = next === undefined || next === '/' ? '/catalog' : next
  const { locale } = useLanguage()
  const queryClient = useQueryClient()
  const router = useRouter()
  useEffect(() => {
    if (queryClient.getQueryData(portalSessionQuery.queryKey)) router.history.replace('/')
  }, [queryClient, router])
  const action = useAction(
    async ({ company, phone, ...values }: SignUpValues) => {
      const filled = {
        ...values,
        email: values.email.trim(),
        ...(company.trim() ? { company } : {}),
        ...(phone.trim() ? { phone } : {}),
      }
      const source = next?.startsWith('/checkout') ? 'checkout' : 'signup'
      return signUp(queryClient, { ...filled, source, locale })
    },
    {
      // A customer number that is free to try is not free any more.
      onSettled: () => queryClient.invalidateQueries(siteQuery),
      onSuccess: () =>
        router.navigate({ to: '/account/address', search: { next: afterAddress }, replace: true }),
    },
  )
  return (
    <Page
      title={t('signUpTitle')}
      intro={
        <>
          {t('signUpKnown')}{' '}
          <TextLink to="/sign-in" search={{ next }}>
            {t('signUpToSignIn')}
          </TextLink>
        </>
      }
    >
      <SignUpForm onSend={action.run} error={action.error} isPending={action.isPending} />
    </Page>
  )
}
