import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import styles from './chosen-list.module.css'
import type { ChosenOptions } from './options.ts'

export interface ChosenListProps {
  options: ChosenOptions
  /** Knows what options and values are called; without it they are shown as they were stored. */
  item?: CatalogueItemBody
}

/** What was chosen, in words. */
export function ChosenList({ options, item }: ChosenListProps) {
  const t = useTranslations('catalogue')
  const chosen = Object.entries(options)
  if (chosen.length === 0) return null
  return (
    <dl className={styles.chosen}>
      {chosen.map(([key, value]) => {
        const option = item?.options.find((one) => one.key === key)
        const label = option?.values.find((one) => one.value === value)?.label ?? value
        return (
          <div key={key}>
            <dt>{option?.label ?? key}:</dt>
            <dd>{label === '' ? t('choiceNone') : label}</dd>
          </div>
        )
      })}
    </dl>
  )
}
