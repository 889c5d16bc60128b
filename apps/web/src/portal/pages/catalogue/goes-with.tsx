import type { CatalogueItemBody } from '@turnup/contracts'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import styles from './goes-with.module.css'
import { optionProblems } from './options.ts'
import { Price } from './price-of.tsx'

/** Set-up and extras of the same kind that can be ordered as they are, together with a service. Pure. */
export function companionsOf(item: CatalogueItemBody, items: CatalogueItemBody[]): CatalogueItemBody[] {
  if (item.itemClass !== 'service') return []
  return items.filter(
    (other) =>
      other.category === item.category &&
      other.itemClass !== 'service' &&
      other.orderable &&
      Object.keys(optionProblems(other, {})).length === 0,
  )
}

export interface GoesWithProps {
  companions: CatalogueItemBody[]
  /** SKUs. */
  picked: string[]
  onPick: (skus: string[]) => void
}

/** What is usually ordered together; nothing is picked beforehand. */
export function GoesWith({ companions, picked, onPick }: GoesWithProps) {
  const t = useTranslations('catalogue')
  const id = useId()
  if (companions.length === 0) return null
  return (
    <fieldset className={styles.box}>
      <legend>{t('goesWith')}</legend>
      <p className={styles.hint}>{t('goesWithHint')}</p>
      {companions.map((one) => (
        <label key={one.sku} className={styles.companion}>
          <input
            type="checkbox"
            checked={picked.includes(one.sku)}
            aria-describedby={`${id}-${one.sku}`}
            onChange={(event) =>
              onPick(
                event.currentTarget.checked ? [...picked, one.sku] : picked.filter((sku) => sku !== one.sku),
              )
            }
          />
          <span>
            <span className={styles.name}>{one.name}</span>
            <span id={`${id}-${one.sku}`} className={styles.about}>
              {one.description}
            </span>
          </span>
          <Price price={one.price} cycle={one.billingCycle} />
        </label>
      ))}
    </fieldset>
  )
}
