import { Alert, Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { CatalogueItemBody } from '@turnup/contracts'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'
import { withLine } from './basket.ts'
import { quantityOf, totalsOf } from './basket-check.ts'
import { companionsOf, GoesWith } from './goes-with.tsx'
import { OptionFields, useOptionFocus, useOptionProblemWords } from './option-fields.tsx'
import { chosenOrDefault, isCardOption, optionProblems } from './options.ts'
import styles from './order-form.module.css'
import { PriceLines } from './price-lines.tsx'
import { Price } from './price-of.tsx'
import { QuantityField } from './quantity-field.tsx'
import { useBasket } from './use-basket.ts'

/** Chooses, shows the price of the choice, and takes it to the checkout. */
export function OrderForm({ item, items }: { item: CatalogueItemBody; items: CatalogueItemBody[] }) {
  const t = useTranslations('catalogue')
  const form = useOrderForm(item, items)
  const isCard = item.options.some(({ key }) => isCardOption(key))
  if (!item.orderable) return <NotOrderable item={item} />
  return (
    <form className={styles.form} onSubmit={form.order} noValidate>
      <Price price={item.price} cycle={item.billingCycle} size="lg" />
      <OptionFields
        item={item}
        chosen={form.chosen}
        errors={form.errors}
        onChange={form.choose}
        box={form.box}
      />
      {isCard ? (
        item.maxQuantity > 1 && <p className={styles.hint}>{t('oneLineEach')}</p>
      ) : (
        <QuantityField max={form.left} value={form.quantity} onChange={form.setQuantity} />
      )}
      <GoesWith companions={form.companions} picked={form.picked} onPick={form.setPicked} />
      <section aria-label={t('priceSummary')}>
        <PriceLines totals={form.totals} />
      </section>
      {form.left === 0 ? (
        <p className={styles.hint}>
          {t('allInBasket', { max: item.maxQuantity })} <TextLink to="/checkout">{t('toCheckout')}</TextLink>
        </p>
      ) : (
        <Button type="submit" size="lg" fullWidth>
          {t('order')}
        </Button>
      )}
    </form>
  )
}

function useOrderForm(item: CatalogueItemBody, items: CatalogueItemBody[]) {
  const navigate = useNavigate()
  const problemWords = useOptionProblemWords()
  const { box, toOption } = useOptionFocus()
  const { basket, change } = useBasket()
  const [chosen, setChosen] = useState(() => chosenOrDefault(item, {}))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [wished, setQuantity] = useState(1)
  const [picked, setPicked] = useState<string[]>([])
  const left = Math.max(0, item.maxQuantity - quantityOf(basket.lines, item.sku))
  const quantity = Math.max(1, Math.min(wished, left))
  const companions = companionsOf(item, items).filter(
    (one) => quantityOf(basket.lines, one.sku) < one.maxQuantity,
  )
  const lines = [
    { item, line: { quantity, options: chosen } },
    ...companions
      .filter(({ sku }) => picked.includes(sku))
      .map((one) => ({ item: one, line: { quantity: 1, options: chosenOrDefault(one, {}) } })),
  ]

  const choose = (key: string, value: string) => {
    setChosen({ ...chosen, [key]: value })
    setErrors(({ [key]: _, ...others }) => others)
  }

  const order = (event: FormEvent) => {
    event.preventDefault()
    const problems = Object.entries(optionProblems(item, chosen))
    setErrors(Object.fromEntries(problems.map(([key, problem]) => [key, problemWords(problem)])))
    const first = problems[0]
    if (first) return toOption(first[0])
    change((before) =>
      lines.reduce(
        (basketSoFar, { item: { sku, name }, line }) =>
          withLine(basketSoFar, { id: crypto.randomUUID(), sku, name, ...line }),
        before,
      ),
    )
    void navigate({ to: '/checkout' })
  }

  const totals = totalsOf(lines)
  return {
    box,
    chosen,
    choose,
    errors,
    quantity,
    setQuantity,
    left,
    picked,
    setPicked,
    companions,
    totals,
    order,
  }
}

/** Where a product cannot be ordered yet: its price, and that it will come. */
export function NotOrderable({ item }: { item: CatalogueItemBody }) {
  const t = useTranslations('catalogue')
  return (
    <div className={styles.form}>
      <Price price={item.price} cycle={item.billingCycle} size="lg" />
      <Alert color="ember" title={t('notOrderable')}>
        {t('notOrderableText')}
      </Alert>
    </div>
  )
}
