import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Day } from '../../../kit/moment.tsx'
import styles from './product-tags.module.css'

/** What kind of product it is where that is not plain, the provider's own tags, and until when it is offered. */
export function ProductTags({ item }: { item: CatalogueItemBody }) {
  const t = useTranslations('catalogue')
  const kind = { service: undefined, activation: t('kindActivation'), 'add-on': t('kindAddOn') }[
    item.itemClass
  ]
  const tags = [...(kind ? [kind] : []), ...item.tags]
  if (tags.length === 0 && !item.validUntil) return null
  return (
    <ul className={styles.tags} aria-label={t('tags')}>
      {tags.map((tag) => (
        <li key={tag}>{tag}</li>
      ))}
      {item.validUntil && (
        <li data-kind="until">
          {t.rich('until', { day: () => <Day key="day" on={item.validUntil ?? ''} /> })}
        </li>
      )}
    </ul>
  )
}
