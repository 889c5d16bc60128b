import type { OrderBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney } from '../../../kit/format-money.ts'

const words = { monthly: 'amountMonthly', annually: 'amountYearly', once: 'amountOnce' } as const

/** What an order costs in one line: each month, each year, once; what is nothing is left out. */
export function OrderTotals({ totals }: Pick<OrderBody, 'totals'>) {
  const t = useTranslations('orders')
  const locale = useLocale()
  const parts = (['monthly', 'annually', 'once'] as const)
    .filter((cycle) => totals[cycle].amountMinor !== 0)
    .map((cycle) => t(words[cycle], { amount: formatMoney(totals[cycle], locale) }))
  return <span className="figures">{parts.join(' · ')}</span>
}
