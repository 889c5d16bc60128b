import { useTranslations } from 'use-intl'
import { Price } from '../catalogue/price-of.tsx'
import choices from './choices.module.css'
import { withNumberProduct } from './pbx-draft.ts'
import { useHold } from './use-hold.ts'
import { useStep } from './use-step.ts'
import styles from './wizard-page.module.css'

/** Which kind of number; it decides where there are numbers. */
export function NumberProducts() {
  const t = useTranslations('pbx')
  const { draft, setup, change } = useStep()
  const { giveUp } = useHold()
  const choose = (sku: string) => {
    if (draft.hold) giveUp()
    change((before) => withNumberProduct(before, sku))
  }
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{t('numberProduct')}</legend>
      {setup.numberProducts.map(({ sku, name, description, price, billingCycle }) => (
        <label key={sku} className={choices.choice}>
          <input
            type="radio"
            name="number-product"
            checked={draft.numberProduct === sku}
            onChange={() => choose(sku)}
          />
          <span>
            <span className={choices.name}>{name}</span>
            <span className={choices.about}>{description}</span>
          </span>
          <Price price={price} cycle={billingCycle} />
        </label>
      ))}
    </fieldset>
  )
}
