import { IconBuildingStore, IconCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { catalogueQuery } from '../../api/catalogue.ts'
import { BasketLink } from './basket-link.tsx'
import { OrderForm } from './order-form.tsx'
import { PbxWay } from './pbx-way.tsx'
import styles from './product-page.module.css'
import { ProductPicture } from './product-picture.tsx'
import { ProductTags } from './product-tags.tsx'

/** One product: what it is, what can be chosen about it, and what it costs with these choices. */
export function ProductPage() {
  const t = useTranslations('catalogue')
  const { sku } = useParams({ from: '/customer/catalog/$sku' })
  const query = useQuery(catalogueQuery)
  const item = query.data?.items.find((one) => one.sku === sku)
  return (
    <Page
      title={item?.name ?? t('product')}
      above={
        <TextLink to="/catalog" search={item ? { category: item.category } : {}}>
          {t('toShop')}
        </TextLink>
      }
      aside={<BasketLink />}
    >
      <Loaded query={query}>
        {({ items }) => (item ? <Product key={sku} item={item} items={items} /> : <NotOffered />)}
      </Loaded>
    </Page>
  )
}

function Product({ item, items }: { item: CatalogueItemBody; items: CatalogueItemBody[] }) {
  return (
    <div className={styles.columns}>
      <div className={styles.about}>
        <div className={styles.picture}>
          <ProductPicture item={item} />
        </div>
        <ProductTags item={item} />
        {item.description && <p className={styles.description}>{item.description}</p>}
        {item.featureBullets.length > 0 && (
          <ul className={styles.bullets}>
            {item.featureBullets.map((bullet) => (
              <li key={bullet}>
                <IconCheck size={20} aria-hidden />
                {bullet}
              </li>
            ))}
          </ul>
        )}
      </div>
      {item.category === 'pbx' ? <PbxWay item={item} /> : <OrderForm item={item} items={items} />}
    </div>
  )
}

function NotOffered() {
  const t = useTranslations('catalogue')
  return (
    <EmptyState
      order={2}
      icon={<IconBuildingStore size={36} aria-hidden />}
      title={t('goneTitle')}
      text={t('goneText')}
      action={
        <ButtonLink to="/catalog" search={{}}>
          {t('seeOffers')}
        </ButtonLink>
      }
    />
  )
}
