import type { CatalogueItemBody, MoneyBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
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
