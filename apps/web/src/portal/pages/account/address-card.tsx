import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BillingProfileBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { billingProfileQuery } from '../../api/account.ts'
import styles from './account.module.css'
import { countryName } from './country-names.ts'

export function AddressCard() {
  const t = useTranslations('account')
  const query = useQuery(billingProfileQuery)
  return (
    <Card component="section" aria-labelledby="account-address">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id="account-address">
            {t('addressTitle')}
          </Title>
          {query.data && (
            <ButtonLink
              to="/account/address"
              search={{}}
              variant={query.data.addressComplete ? 'default' : 'filled'}
            >
              {query.data.addressComplete ? t('addressChange') : t('addressComplete')}
            </ButtonLink>
          )}
        </Group>
        <Loaded query={query}>{(profile) => <Address profile={profile} />}</Loaded>
      </Stack>
    </Card>
  )
}

function Address({ profile: { address, phone, addressComplete } }: { profile: BillingProfileBody }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const lines = [
    address.street,
    address.addressLine2,
    [address.buildingName, address.roomNumber].filter(Boolean).join(', '),
    [address.postalCode, address.city].filter(Boolean).join(' '),
    address.state,
    address.country && countryName(address.country, locale),
    phone,
  ].filter(Boolean)
  return (
    <>
      {!addressComplete && <Text className={styles.quiet}>{t('addressIncomplete')}</Text>}
      {lines.length > 0 && (
        <address className={styles.address}>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </address>
      )}
    </>
  )
}
