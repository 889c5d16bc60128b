import { Title } from '@mantine/core'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { useErrorWords } from '../../../kit/use-error-words.ts'
import { withChange, withoutLine } from './basket.ts'
import { type CheckedLine, quantityOf } from './basket-check.ts'
import { BasketLineCard } from './basket-line-card.tsx'
import styles from './checkout-page.module.css'
import { lineRefusalOf } from './line-refusal.ts'
import { useBasket } from './use-basket.ts'

export interface BasketLinesProps {
  checked: CheckedLine[]
  /** What became of placing the order; shown at the line that it is about, until something is changed. */
  refusal: unknown
  onChanged: () => void
}

export function BasketLines({ checked, refusal, onChanged }: BasketLinesProps) {
  const t = useTranslations('catalogue')
  const words = useErrorWords()
  const { basket, change } = useBasket()
  const heading = useRef<HTMLHeadingElement>(null)
  const refused = lineRefusalOf(refusal)
  const remove = (id: string, name: string) => {
    change((before) => withoutLine(before, id))
    onChanged()
    // The button that had the focus is gone.
    heading.current?.focus()
    announce(t('removed', { name }))
  }
  return (
    <section className={styles.box} aria-labelledby="basket-heading">
      <Title order={2} id="basket-heading" ref={heading} tabIndex={-1} className={styles.heading}>
        {t('basket')}
      </Title>
      <ul className={styles.lines}>
        {checked.map((one, index) => (
          <BasketLineCard
            key={one.line.id}
            checked={one}
            most={(one.item?.maxQuantity ?? 0) - quantityOf(basket.lines, one.line.sku, one.line.id)}
            refusal={
              refused?.index === index
                ? { error: refusal, words: words(refusal), optionKey: refused.optionKey }
                : undefined
            }
            onChange={(part) => {
              change((before) => withChange(before, one.line.id, part))
              onChanged()
            }}
            onRemove={() => remove(one.line.id, one.line.name)}
          />
        ))}
      </ul>
    </section>
  )
}
