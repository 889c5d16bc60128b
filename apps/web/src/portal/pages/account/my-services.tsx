import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { subscriptionsQuery } from '../../api/services.ts'
import { SubscriptionCard } from '../services/subscription-card.tsx'
import styles from './dashboard.module.css'

const shown = 3

/** The first few services that are in use, and the way to the shop. */
export function MyServices() {
  const t = useTranslations('account')
  const query = useQuery(subscriptionsQuery)
  return (
    <section className={styles.part} aria-labelledby="my-services">
      <div className={styles.head}>
        <Title order={2} size="h3" id="my-services">
          {t('servicesTitle')}
        </Title>
        <TextLink to="/subscriptions">{t('allServices')}</TextLink>
      </div>
      <Loaded query={query}>
        {(subscriptions) => {
          const inUse = subscriptions.filter(({ status }) => status === 'Active' || status === 'Suspended')
          return (
            <>
              {inUse.length > 0 && (
                <ul className={`${styles.list} ${styles.services}`}>
                  {inUse.slice(0, shown).map((subscription) => (
                    <li key={subscription.id}>
                      <SubscriptionCard subscription={subscription} />
                    </li>
                  ))}
                </ul>
              )}
              <ToShop first={inUse.length === 0} />
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function ToShop({ first }: { first: boolean }) {
  const t = useTranslations('account')
  return (
    <div className={styles.shop}>
      <p>{first ? t('shopFirst') : t('shopMore')}</p>
      <ButtonLink to="/catalog" search={{}} variant="white">
        {t('shopOpen')}
      </ButtonLink>
    </div>
  )
}
