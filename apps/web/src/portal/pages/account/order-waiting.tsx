import { IconHandStop } from '@tabler/icons-react'
import type { OrderSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { NoticeCard } from './notice-card.tsx'
import { useOrderTitle } from './use-order-title.ts'

/** An order that goes on once the customer has done something. */
export function OrderWaiting({ order }: { order: OrderSummaryBody }) {
  const t = useTranslations('account')
  const title = useOrderTitle()
  const { sfOrderId, actionRequired } = order
  return (
    <NoticeCard
      tone="attention"
      order={3}
      icon={<IconHandStop size={22} />}
      title={t('orderWaits', { title: title(order) })}
      action={
        sfOrderId && (
          <ButtonLink to="/orders/$sfOrderId" params={{ sfOrderId }}>
            {t('orderOpen')}
          </ButtonLink>
        )
      }
    >
      {actionRequired}
    </NoticeCard>
  )
}
