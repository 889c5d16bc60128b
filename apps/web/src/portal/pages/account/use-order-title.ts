import type { OrderSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'

/** What was ordered, in a line. */
export function useOrderTitle(): (order: Pick<OrderSummaryBody, 'items'>) => string {
  const t = useTranslations('account')
  return ({ items }) => {
    const [first, ...others] = items
    return t('orderTitle', { name: first?.name ?? '', others: others.length })
  }
}
