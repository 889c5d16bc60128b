import { Textarea, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { useErrorWords } from '../../../kit/use-error-words.ts'
import styles from './checkout-page.module.css'
import { useBasket } from './use-basket.ts'

/** A promotion code and a word to the people who set the order up. */
export function OrderExtras({ refusal, onChanged }: { refusal: unknown; onChanged: () => void }) {
  const t = useTranslations('catalogue')
  const words = useErrorWords()
  const { basket, change } = useBasket()
  const field = isApiError(refusal) ? refusal.field : undefined
  const errorOf = (name: string) => (field === name ? words(refusal) : undefined)
  return (
    <section className={styles.box} aria-labelledby="extras-heading">
      <Title order={2} id="extras-heading" className={styles.heading} mb="sm">
        {t('extras')}
      </Title>
      <div className={styles.extras}>
        <TextInput
          label={t('promoCode')}
          description={t('optional')}
          maxLength={40}
          autoComplete="off"
          value={basket.promoCode}
          error={errorOf('promoCode')}
          onChange={(event) => {
            const promoCode = event.currentTarget.value
            change((before) => ({ ...before, promoCode }))
            onChanged()
          }}
        />
        <Textarea
          label={t('notes')}
          description={t('optional')}
          rows={3}
          maxLength={1000}
          value={basket.notes}
          error={errorOf('notes')}
          onChange={(event) => {
            const notes = event.currentTarget.value
            change((before) => ({ ...before, notes }))
            onChanged()
          }}
        />
      </div>
    </section>
  )
}
