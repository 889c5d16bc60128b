import { Card, Stack, Title } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Page } from '../../../kit/page.tsx'
import { portalSessionQuery } from '../../api/session.ts'
import styles from './account.module.css'
import { AddressCard } from './address-card.tsx'
import { BillingCard } from './billing-card.tsx'
import { ChecksCard } from './checks-card.tsx'
import { PreferencesCard } from './preferences-card.tsx'
import { SignInCard } from './sign-in-card.tsx'

/** Everything about the customer; on a phone also the way to what the bottom bar has no place for. */
export function AccountPage() {
  const t = useTranslations('account')
  return (
    <Page title={t('accountTitle')}>
      <div className={styles.grid}>
        <Stack gap="md">
          <PersonCard />
          <AddressCard />
          <BillingCard />
        </Stack>
        <Stack gap="md">
          <ChecksCard />
          <PreferencesCard />
          <SignInCard />
        </Stack>
      </div>
    </Page>
  )
}

function PersonCard() {
  const t = useTranslations('account')
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  if (!session) return null
  const { user } = session
  return (
    <Card component="section" aria-labelledby="account-person">
      <Title order={2} size="h4" id="account-person" mb="sm">
        {`${user.firstName} ${user.lastName}`}
      </Title>
      <dl className={styles.facts}>
        <Fact name={t('customerNumber')} value={user.customerNumber} />
        <Fact name={t('email')} value={user.email} />
        {user.company && <Fact name={t('company')} value={user.company} />}
        {user.phone && <Fact name={t('phone')} value={user.phone} />}
      </dl>
    </Card>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
