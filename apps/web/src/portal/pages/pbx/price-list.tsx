import { useTranslations } from 'use-intl'
import { Money } from '../../../kit/money.tsx'
import { useCycleWord } from '../catalogue/price-of.tsx'
import type { PbxTotals, PriceLine } from './pbx-prices.ts'
import styles from './price-list.module.css'

const totalWords = { monthly: 'payMonthly', annually: 'payYearly', 'one-time': 'payOnce' } as const

/** Each thing with its price, and what is paid each month and once. */
export function PriceList({ lines, totals }: { lines: PriceLine[]; totals: PbxTotals }) {
  const t = useTranslations('pbx')
  const shop = useTranslations('catalogue')
  const cycleWord = useCycleWord()
  const nameOf = ({ kind, name, quantity }: PriceLine) => {
    if (kind === 'number-monthly') return t('lineNumberMonthly', { number: name })
    if (kind === 'number-setup') return t('lineNumberSetup', { number: name })
    return quantity > 1 ? `${quantity} × ${name}` : name
  }
  return (
    <>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.key}>
            <span className={styles.name}>{nameOf(line)}</span>
            <span className={styles.amount}>
              <Money value={line.amount} /> <span className={styles.cycle}>{cycleWord(line.cycle)}</span>
            </span>
          </li>
        ))}
      </ul>
      <dl className={styles.totals}>
        {totals.map(({ cycle, amounts }) => (
          <div key={cycle}>
            <dt>{shop(totalWords[cycle])}</dt>
            <dd>
              {amounts.map((amount, index) => (
                <span key={amount.currency}>
                  {index > 0 && ' + '}
                  <Money value={amount} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{shop('beforeTaxes')}</p>
    </>
  )
}
