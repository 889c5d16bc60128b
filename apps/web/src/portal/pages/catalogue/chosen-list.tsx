import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import type { BillingCycle } from './basket-check.ts'
import styles from './chosen-list.module.css'
import type { ChosenOptions } from './options.ts'
import { useExtraWords } from './price-of.tsx'

export interface ChosenListProps {
  options: ChosenOptions
  cycle: BillingCycle
  /** Knows what options and values are called; without it they are shown as they were stored. */
  item?: CatalogueItemBody
}

/** What was chosen, in words. */
export function ChosenList({ options, cycle, item }: ChosenListProps) {
  const t = useTranslations('catalogue')
  const extra = useExtraWords(cycle)
  const chosen = Object.entries(options)
  if (chosen.length === 0) return null
  return (
    <dl className={styles.chosen}>
      {chosen.map(([key, value]) => {
        const option = item?.options.find((one) => one.key === key)
        const choice = option?.values.find((one) => one.value === value)
        const label = choice?.label ?? value
        const adds = extra(choice?.price)
        return (
          <div key={key}>
            <dt>{option?.label ?? key}:</dt>
            <dd>{[label === '' ? t('choiceNone') : label, adds].filter(Boolean).join(', ')}</dd>
          </div>
        )
      })}
    </dl>
  )
}
