import { Title } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { catalogueQuery } from '../../api/catalogue.ts'
import { AddressBanner, useAddressComplete } from '../account/address-banner.tsx'
import { AddressFirst, useLooksAround } from './address-first.tsx'
import { BasketLink } from './basket-link.tsx'
import styles from './catalogue-page.module.css'
import { CategoryFilter } from './category-filter.tsx'
import { type Category, categories, useCategoryWord } from './category-words.ts'
import { EligibilityOffer } from './eligibility-offer.tsx'
import { PbxOffer } from './pbx-way.tsx'
import { ProductCard } from './product-card.tsx'

/** What can be ordered, by category; the address comes first while it is not complete (R044, R060). */
export function CataloguePage() {
  const t = useTranslations('catalogue')
  const address = useAddressComplete()
  const { looksAround, lookAround } = useLooksAround()
  const isAddressFirst = address.complete === false && !looksAround
  return (
    <Page title={t('title')} intro={t('intro')} aside={<BasketLink />}>
      {isAddressFirst ? <AddressFirst onLookAround={lookAround} /> : <Offers />}
    </Page>
  )
}

function Offers() {
  const query = useQuery(catalogueQuery)
  return (
    <>
      <AddressBanner />
      <Loaded query={query}>{({ items }) => <Shelves items={items} />}</Loaded>
    </>
  )
}

function Shelves({ items }: { items: CatalogueItemBody[] }) {
  const t = useTranslations('catalogue')
  const word = useCategoryWord()
  const { category: asked } = useSearch({ from: '/customer/catalog' })
  const wanted = categories.find((one) => one === asked)
  const lacksInternet = !items.some((item) => item.category === 'internet' && item.itemClass === 'service')
  const filled = categories.filter(
    (category) => isFilled(category, items) || isOffered(category, lacksInternet),
  )
  const shown = wanted ? filled.filter((category) => category === wanted) : filled
  return (
    <>
      <CategoryFilter present={filled} wanted={wanted} />
      {shown.map((category) => (
        <section key={category} aria-labelledby={`shelf-${category}`}>
          <Title order={2} id={`shelf-${category}`} className={styles.heading}>
            {word(category)}
          </Title>
          {isOffered(category, lacksInternet) && <EligibilityOffer />}
          {category === 'pbx' && <PbxOffer />}
          <Cards items={items.filter((item) => item.category === category)} />
        </section>
      ))}
      {shown.length === 0 && (
        <EmptyState
          order={2}
          icon={<IconBuildingStore size={36} aria-hidden />}
          title={t('emptyTitle')}
          text={t('emptyText')}
        />
      )}
    </>
  )
}

function Cards({ items }: { items: CatalogueItemBody[] }) {
  if (items.length === 0) return null
  return (
    <ul className={styles.cards}>
      {items.map((item) => (
        <ProductCard key={item.sku} item={item} />
      ))}
    </ul>
  )
}

function isFilled(category: Category, items: CatalogueItemBody[]): boolean {
  return items.some((item) => item.category === category)
}

/** Without a check of the place there is a shelf for the Internet all the same, with the way to the check on it. */
function isOffered(category: Category, lacksInternet: boolean): boolean {
  return category === 'internet' && lacksInternet
}
