import type { CatalogueItemBody, MoneyBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney } from '../../../kit/format-money.ts'
import { Money } from '../../../kit/money.tsx'
import type { BillingCycle } from './basket-check.ts'
import styles from './price-of.module.css'

const cycleWords = { monthly: 'perMonth', annually: 'perYear', 'one-time': 'once' } as const

export function useCycleWord(): (cycle: BillingCycle) => string {
  const t = useTranslations('catalogue')
  return (cycle) => t(cycleWords[cycle])
}

export interface PriceProps {
  price: MoneyBody
  cycle: CatalogueItemBody['billingCycle']
  size?: 'md' | 'lg'
}

/** An amount with its cycle in words. */
export function Price({ price, cycle, size = 'md' }: PriceProps) {
  const word = useCycleWord()
  return (
    <span className={styles.price} data-size={size}>
      <strong>
        <Money value={price} />
      </strong>{' '}
      <span className={styles.cycle}>{word(cycle)}</span>
    </span>
  )
}

/** What a choice adds to the price, for example "+$5.00 per month". */
export function useExtraWords(cycle: BillingCycle): (price: MoneyBody | undefined) => string {
  const locale = useLocale()
  const word = useCycleWord()
  return (price) => {
    if (!price || price.amountMinor === 0) return ''
    const amount = formatMoney({ ...price, amountMinor: Math.abs(price.amountMinor) }, locale)
    return `${price.amountMinor < 0 ? '−' : '+'}${amount} ${word(cycle)}`
  }
}
