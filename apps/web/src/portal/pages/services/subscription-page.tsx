import { Stack } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { subscriptionQuery } from '../../api/services.ts'
import { ServiceActionNotice } from './service-action-notice.tsx'
import { SubscriptionActions } from './subscription-actions.tsx'
import { SubscriptionFacts } from './subscription-facts.tsx'
import { SubscriptionStatus } from './subscription-status.tsx'

const route = getRouteApi('/customer/subscriptions/$id')

/** One service: what it is, what it costs, and what may be done to it now (R109 to R115). */
export function SubscriptionPage() {
  const t = useTranslations('services')
  const { id } = route.useParams()
  const { action } = route.useSearch()
  const query = useQuery(subscriptionQuery(id))
  return (
    <Page
      title={query.data?.name ?? t('service')}
      above={
        <TextLink to="/subscriptions" size="sm" display="inline-flex" mb="xs">
          <IconArrowLeft size={18} aria-hidden /> {t('title')}
        </TextLink>
      }
      aside={query.data && <SubscriptionStatus status={query.data.status} />}
    >
      <Loaded query={query}>
        {(subscription) => (
          <Stack gap="lg">
            {action && (
              <ServiceActionNotice key={action} activationRef={action} subscription={subscription} />
            )}
            <SubscriptionFacts subscription={subscription} />
            <SubscriptionActions subscription={subscription} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
