import { IconBasket } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { catalogueQuery } from '../../api/catalogue.ts'
import { checkLines } from './basket-check.ts'
import { BasketLines } from './basket-lines.tsx'
import styles from './checkout-page.module.css'
import { CheckoutSummary } from './checkout-summary.tsx'
import { OrderExtras } from './order-extras.tsx'
import { useBasket } from './use-basket.ts'
import { usePlaceOrder } from './use-place-order.ts'

/** The basket, what it costs and when, and the order itself (R048 to R051, R071). */
export function CheckoutPage() {
  const t = useTranslations('catalogue')
  const { basket } = useBasket()
  const isEmpty = basket.lines.length === 0
  // Prices and limits are those of today, whatever was known when the basket was filled.
  const query = useQuery({ ...catalogueQuery, refetchOnMount: 'always', enabled: !isEmpty })
  return (
    <Page
      title={t('checkout')}
      above={
        <TextLink to="/catalog" search={{}}>
          {t('goOnShopping')}
        </TextLink>
      }
    >
      {isEmpty ? <EmptyBasket /> : <Loaded query={query}>{({ items }) => <Checkout items={items} />}</Loaded>}
    </Page>
  )
}

function Checkout({ items }: { items: CatalogueItemBody[] }) {
  const { basket } = useBasket()
  const checked = checkLines(basket.lines, items)
  const order = usePlaceOrder(checked)
  const forget = () => {
    if (order.isError) order.reset()
  }
  return (
    <div className={styles.column}>
      <BasketLines checked={checked} refusal={order.error} onChanged={forget} />
      <OrderExtras refusal={order.error} onChanged={forget} />
      <CheckoutSummary checked={checked} order={order} />
    </div>
  )
}

function EmptyBasket() {
  const t = useTranslations('catalogue')
  return (
    <EmptyState
      order={2}
      icon={<IconBasket size={36} aria-hidden />}
      title={t('basketEmptyTitle')}
      text={t('basketEmptyText')}
      action={
        <ButtonLink to="/catalog" search={{}}>
          {t('seeOffers')}
        </ButtonLink>
      }
    />
  )
}
