import { useTranslations } from 'use-intl'
import { Money } from '../../../kit/money.tsx'
import { billingCycles, type Totals } from './basket-check.ts'
import styles from './price-lines.module.css'

const words = { monthly: 'payMonthly', annually: 'payYearly', 'one-time': 'payOnce' } as const

/** What is paid each month, each year and once; never one sum of things that are paid at different times. */
export function PriceLines({ totals }: { totals: Totals }) {
  const t = useTranslations('catalogue')
  return (
    <div>
      <dl className={styles.lines}>
        {billingCycles.map((cycle) => {
          const amount = totals[cycle]
          return (
            amount && (
              <div key={cycle}>
                <dt>{t(words[cycle])}</dt>
                <dd>
                  <Money value={amount} />
                </dd>
              </div>
            )
          )
        })}
      </dl>
      <p className={styles.note}>{t('beforeTaxes')}</p>
    </div>
  )
}
