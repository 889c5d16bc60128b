import { Title } from '@mantine/core'
import { IconPackage } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { OrderSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { RelativeMoment } from '../../../kit/moment.tsx'
import { eligibilityQuery, idVerificationQuery } from '../../api/account.ts'
import { OrderStatus } from '../orders/order-status.tsx'
import styles from './dashboard.module.css'
import { isMoving, latestOrdersQuery } from './latest-orders-query.ts'
import { NoticeCard } from './notice-card.tsx'
import { PendingChecks } from './pending-checks.tsx'
import { useOrderTitle } from './use-order-title.ts'

/** What others are working on; nothing is asked of the customer here. Absent when there is nothing. */
export function OrdersOnTheWay() {
  const t = useTranslations('account')
  const orders = useQuery(latestOrdersQuery)
  const identity = useQuery(idVerificationQuery)
  const eligibility = useQuery(eligibilityQuery)
  const moving = (orders.data ?? []).filter((order) => isMoving(order) && order.actionRequired === undefined)
  const checks = [identity.data?.status, eligibility.data?.status].includes('Pending')
  if (moving.length === 0 && !checks) return null
  return (
    <section className={styles.part} aria-labelledby="on-the-way">
      <div className={styles.head}>
        <Title order={2} size="h3" id="on-the-way">
          {t('onTheWayTitle')}
        </Title>
        <TextLink to="/orders">{t('allOrders')}</TextLink>
      </div>
      <ul className={styles.list}>
        {moving.map((order) => (
          <li key={order.id}>
            <MovingOrder order={order} />
          </li>
        ))}
        <PendingChecks identity={identity.data} eligibility={eligibility.data} />
      </ul>
    </section>
  )
}

function MovingOrder({ order }: { order: OrderSummaryBody }) {
  const t = useTranslations('account')
  const title = useOrderTitle()
  const { sfOrderId, status, placedAt } = order
  return (
    <NoticeCard
      order={3}
      icon={<IconPackage size={22} />}
      title={title(order)}
      action={
        sfOrderId && (
          <ButtonLink to="/orders/$sfOrderId" params={{ sfOrderId }} variant="default">
            {t('orderFollow')}
          </ButtonLink>
        )
      }
    >
      <span className={styles.meta}>
        <OrderStatus status={status} />
        <span>{t.rich('orderPlaced', { at: () => <RelativeMoment at={placedAt} /> })}</span>
      </span>
      {status === 'Failed' && t('orderDelayed')}
    </NoticeCard>
  )
}
