import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { OrderBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { catalogueQuery } from '../../api/catalogue.ts'
import { ChosenList } from '../catalogue/chosen-list.tsx'
import { optionsPriceMinor } from '../catalogue/options.ts'
import { PriceLines } from '../catalogue/price-lines.tsx'
import { Price } from '../catalogue/price-of.tsx'
import rows from './order-items.module.css'
import styles from './order-page.module.css'

/** What was ordered, with its options and prices as they were, and what is paid when. */
export function OrderItems({ order }: { order: OrderBody }) {
  const t = useTranslations('orders')
  // Only for what options are called; the order stands without it.
  const { data: catalogue } = useQuery(catalogueQuery)
  const { totals, items, maskedIccid } = order
  const productOf = (sku: string) => catalogue?.items.find((one) => one.sku === sku)
  const hasDearOptions = items.some(({ sku, configOptions }) => {
    const product = productOf(sku)
    return product && optionsPriceMinor(product, configOptions) !== 0
  })
  return (
    <section className={styles.box} aria-labelledby="items-heading">
      <Title order={2} id="items-heading" className={styles.heading}>
        {t('items')}
      </Title>
      <ul className={rows.items}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a placed order stay in their places
          <li key={index}>
            <div className={rows.row}>
              <span className={rows.name}>
                {item.quantity > 1 ? `${item.quantity} × ${item.name}` : item.name}
              </span>
              <Price
                price={{ ...item.unitPrice, amountMinor: item.unitPrice.amountMinor * item.quantity }}
                cycle={item.billingCycle}
              />
            </div>
            <ChosenList options={item.configOptions} cycle={item.billingCycle} item={productOf(item.sku)} />
          </li>
        ))}
      </ul>
      {maskedIccid && (
        <p className={rows.card}>
          {t('card')} <span className="figures">{maskedIccid}</span>
        </p>
      )}
      {hasDearOptions && <p className={rows.card}>{t('optionsExtra')}</p>}
      <PriceLines
        totals={{
          ...(totals.monthly.amountMinor ? { monthly: totals.monthly } : {}),
          ...(totals.annually.amountMinor ? { annually: totals.annually } : {}),
          ...(totals.once.amountMinor ? { 'one-time': totals.once } : {}),
        }}
      />
    </section>
  )
}
