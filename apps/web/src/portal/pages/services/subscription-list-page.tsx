import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconRouter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { SubscriptionBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { subscriptionsQuery } from '../../api/services.ts'
import { SubscriptionCard } from './subscription-card.tsx'

const ended: SubscriptionBody['status'][] = ['Terminated', 'Cancelled', 'Fraud']

/** All services of the customer, those that run first (R052). */
export function SubscriptionListPage() {
  const t = useTranslations('services')
  const query = useQuery(subscriptionsQuery)
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Loaded query={query}>
        {(subscriptions) => {
          if (subscriptions.length === 0) return <NoServices />
          const running = subscriptions.filter(({ status }) => !ended.includes(status))
          const past = subscriptions.filter(({ status }) => ended.includes(status))
          return (
            <Stack gap="xl">
              {running.length > 0 ? <Cards subscriptions={running} /> : <Text>{t('noneRunning')}</Text>}
              {past.length > 0 && (
                <section aria-labelledby="past-services">
                  <Title order={2} size="h4" mb="sm" id="past-services">
                    {t('past')}
                  </Title>
                  <Cards subscriptions={past} />
                </section>
              )}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Cards({ subscriptions }: { subscriptions: SubscriptionBody[] }) {
  return (
    <SimpleGrid
      component="ul"
      cols={{ base: 1, sm: 2 }}
      spacing="md"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
    >
      {subscriptions.map((subscription) => (
        <li key={subscription.id}>
          <SubscriptionCard subscription={subscription} />
        </li>
      ))}
    </SimpleGrid>
  )
}

function NoServices() {
  const t = useTranslations('services')
  return (
    <EmptyState
      icon={<IconRouter size={40} stroke={1.4} aria-hidden />}
      title={t('noneTitle')}
      text={t('noneText')}
      action={
        <ButtonLink to="/catalog" search={{}} mt="sm">
          {t('toShop')}
        </ButtonLink>
      }
    />
  )
}
