import { Link } from '@tanstack/react-router'
import type { SubscriptionBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Day } from '../../../kit/moment.tsx'
import { CategoryIcon } from './category-icon.tsx'
import styles from './subscription-card.module.css'
import { SubscriptionPrice } from './subscription-price.tsx'
import { SubscriptionStatus } from './subscription-status.tsx'

/** One service as a card; the whole of it leads to its page. */
export function SubscriptionCard({ subscription }: { subscription: SubscriptionBody }) {
  const t = useTranslations('services')
  const { id, name, category, status, nextDueDate, maskedIccid } = subscription
  return (
    <article className={styles.card}>
      <span className={styles.icon}>
        <CategoryIcon category={category} />
      </span>
      <div className={styles.main}>
        <Link to="/subscriptions/$id" params={{ id }} search={{}} className={styles.name}>
          {name}
        </Link>
        <div className={styles.facts}>
          <SubscriptionPrice subscription={subscription} />
          {maskedIccid && <span>{t('card', { number: maskedIccid })}</span>}
          {nextDueDate && status === 'Active' && (
            <span>{t.rich('nextPayment', { day: () => <Day on={nextDueDate} /> })}</span>
          )}
        </div>
      </div>
      <SubscriptionStatus status={status} />
    </article>
  )
}
