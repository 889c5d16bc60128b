import type { PbxSetupBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Money } from '../../../kit/money.tsx'
import { PriceLines } from '../catalogue/price-lines.tsx'
import { useCycleWord } from '../catalogue/price-of.tsx'
import type { PbxDraft } from './pbx-draft.ts'
import { numberRatesOf, type PriceLine, planOf, priceLinesOf, totalsOf } from './pbx-prices.ts'
import styles from './price-list.module.css'

/**
 * Each product with its price and what is paid each month and once, as it will stand on the invoice; then the rates of the
 * number, which are the carrier's and no part of these amounts.
 */
export function PriceList({ setup, draft }: { setup: PbxSetupBody; draft: PbxDraft }) {
  const t = useTranslations('pbx')
  const lines = priceLinesOf(setup, draft)
  const rates = numberRatesOf(draft)
  const perMinute = planOf(draft)?.perMinute
  return (
    <>
      <Lines lines={lines} />
      <PriceLines totals={totalsOf(lines)} />
      {draft.hold && (
        <>
          <h3 className={styles.heading}>{t('rates', { number: draft.hold.offer.number })}</h3>
          <Lines lines={rates} />
          {perMinute && (
            <p className={styles.note}>
              {t('planMinute', { amount: `${perMinute.amount} ${perMinute.currency}` })}
            </p>
          )}
          <p className={styles.note}>{t('ratesNote')}</p>
        </>
      )}
    </>
  )
}

function Lines({ lines }: { lines: PriceLine[] }) {
  const t = useTranslations('pbx')
  const cycleWord = useCycleWord()
  const nameOf = ({ kind, name, quantity }: PriceLine) => {
    if (kind !== 'sold') return t(kind)
    return quantity > 1 ? `${quantity} × ${name}` : name
  }
  return (
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
  )
}
