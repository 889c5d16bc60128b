import { Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { OrderSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Moment } from '../../../kit/moment.tsx'
import styles from './order-card.module.css'
import { OrderStatus } from './order-status.tsx'
import { OrderTotals } from './order-totals.tsx'
import { useOrderName } from './order-words.ts'

/** One order in the list; it leads to the order's page as soon as there is one. */
export function OrderCard({ order }: { order: OrderSummaryBody }) {
  const t = useTranslations('orders')
  const nameOf = useOrderName()
  const { sfOrderId, status, actionRequired, items } = order
  return (
    <li className={styles.card}>
      <div className={styles.what}>
        <Title order={2} className={styles.name}>
          {sfOrderId ? (
            <Link to="/orders/$sfOrderId" params={{ sfOrderId }} className={styles.link}>
              {nameOf(items)}
            </Link>
          ) : (
            nameOf(items)
          )}
        </Title>
        <p className={styles.when}>
          {t.rich('placedAt', { moment: () => <Moment key="moment" at={order.placedAt} /> })}
        </p>
        {!sfOrderId && <p className={styles.when}>{t('recording')}</p>}
      </div>
      <p className={styles.amounts}>
        <OrderTotals totals={order.totals} />
      </p>
      <OrderStatus status={status} actionRequired={actionRequired} />
      {sfOrderId && <IconChevronRight className={styles.arrow} size={20} aria-hidden />}
    </li>
  )
}
