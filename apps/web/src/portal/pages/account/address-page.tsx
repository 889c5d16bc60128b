import { Card } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { billingProfileQuery, saveAddress } from '../../api/account.ts'
import { AddressForm } from './address-form.tsx'

/** R042 to R046. After saving, it leads to where the person came from. */
export function AddressPage() {
  const t = useTranslations('account')
  const { next = '/account' } = useSearch({ from: '/customer/account/address' })
  const router = useRouter()
  const queryClient = useQueryClient()
  const query = useQuery(billingProfileQuery)
  const action = useAction(saveAddress, {
    onSuccess: (profile) => {
      queryClient.setQueryData(billingProfileQuery.queryKey, profile)
      announce(t('addressSaved'))
      router.history.push(next)
    },
  })
  return (
    <Page
      title={t('addressTitle')}
      intro={t('addressIntro')}
      aside={
        query.data?.addressComplete === false && (
          <ButtonLink to={next} variant="subtle">
            {t('later')}
          </ButtonLink>
        )
      }
    >
      <Card maw={720} padding="xl">
        <Loaded query={query}>
          {(profile) => (
            <AddressForm
              profile={profile}
              onSend={action.run}
              error={action.error}
              isPending={action.isPending}
            />
          )}
        </Loaded>
      </Card>
    </Page>
  )
}
