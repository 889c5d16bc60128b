import { Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Price } from './price-of.tsx'
import styles from './product-card.module.css'
import { ProductPicture } from './product-picture.tsx'
import { ProductTags } from './product-tags.tsx'

const mostBullets = 3

/** One product in the shop; the whole card leads to its page. */
export function ProductCard({ item }: { item: CatalogueItemBody }) {
  const t = useTranslations('catalogue')
  return (
    <li className={styles.card} data-orderable={item.orderable}>
      <ProductPicture item={item} />
      <div className={styles.body}>
        <Title order={3} className={styles.name}>
          <Link to="/catalog/$sku" params={{ sku: item.sku }} className={styles.link}>
            {item.name}
          </Link>
        </Title>
        <ProductTags item={item} />
        {item.featureBullets.length > 0 ? (
          <ul className={styles.bullets}>
            {item.featureBullets.slice(0, mostBullets).map((bullet) => (
              <li key={bullet}>
                <IconCheck size={17} aria-hidden />
                {bullet}
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.description}>{item.description}</p>
        )}
        <div className={styles.foot}>
          <Price price={item.price} cycle={item.billingCycle} size="lg" />
          {!item.orderable && <p className={styles.notYet}>{t('notOrderable')}</p>}
        </div>
      </div>
    </li>
  )
}
