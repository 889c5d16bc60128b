import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { OrderBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { servicesOfOrderQuery } from '../../api/orders.ts'
import { NoticeCard } from '../account/notice-card.tsx'

/** What came of a finished order: its services and its invoices (R141). */
export function OrderServices({ order }: { order: OrderBody }) {
  const t = useTranslations('orders')
  const { data: services } = useQuery(servicesOfOrderQuery(order.sfOrderId))
  const [only, another] = services ?? []
  const hasEsim = order.items.some(({ category }) => category === 'esim')
  return (
    <NoticeCard
      tone="good"
      icon={<IconCircleCheck size={22} />}
      title={t('activeTitle')}
      action={
        <>
          {only && !another ? (
            <ButtonLink to="/subscriptions/$id" params={{ id: only.id }}>
              {t('toService')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/subscriptions">{t('toServices')}</ButtonLink>
          )}
          <ButtonLink to="/billing/invoices" variant="default">
            {t('toInvoices')}
          </ButtonLink>
        </>
      }
    >
      {hasEsim ? t('activeEsimText') : t('activeText')}
    </NoticeCard>
  )
}
