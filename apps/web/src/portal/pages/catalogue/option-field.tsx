import { NativeSelect, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { BillingCycle } from './basket-check.ts'
import styles from './option-field.module.css'
import { isCardOption, type ProductOption } from './options.ts'
import { useExtraWords } from './price-of.tsx'

export interface OptionFieldProps {
  option: ProductOption
  value: string
  cycle: BillingCycle
  error?: string
  onChange: (value: string) => void
}

/** More choices than this are a list to open, so that the page stays short. */
const mostCards = 4

/** One thing to choose about a product: cards for a few choices, a list for many, a line of text where all is free. */
export function OptionField(props: OptionFieldProps) {
  const { values } = props.option
  if (values.length === 0) return <FreeText {...props} />
  return values.length > mostCards ? <ChoiceList {...props} /> : <ChoiceCards {...props} />
}

function FreeText({ option, value, error, onChange }: OptionFieldProps) {
  const t = useTranslations('catalogue')
  const isCard = isCardOption(option.key)
  return (
    <TextInput
      label={option.label}
      description={isCard ? t('cardHint') : undefined}
      required={option.required}
      maxLength={200}
      autoComplete="off"
      inputMode={isCard ? 'numeric' : undefined}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function ChoiceList({ option, value, cycle, error, onChange }: OptionFieldProps) {
  const t = useTranslations('catalogue')
  const extra = useExtraWords(cycle)
  const none = option.required ? t('pleaseChoose') : t('choiceNone')
  return (
    <NativeSelect
      label={option.label}
      required={option.required}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {(!option.required || value === '') && <option value="">{none}</option>}
      {option.values.map((one) => (
        <option key={one.value} value={one.value}>
          {[one.label, extra(one.price)].filter(Boolean).join(', ')}
        </option>
      ))}
    </NativeSelect>
  )
}

function ChoiceCards({ option, value, cycle, error, onChange }: OptionFieldProps) {
  const t = useTranslations('catalogue')
  const id = useId()
  const extra = useExtraWords(cycle)
  const choices = option.required
    ? option.values
    : [{ value: '', label: t('choiceNone'), price: undefined }, ...option.values]
  return (
    <div
      role="radiogroup"
      aria-labelledby={`${id}-label`}
      aria-required={option.required}
      aria-invalid={error !== undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <div id={`${id}-label`} className={styles.title}>
        {option.label}
      </div>
      <div className={styles.cards}>
        {choices.map((one) => (
          <label key={one.value} className={styles.card}>
            <input
              type="radio"
              name={id}
              value={one.value}
              checked={one.value === value}
              onChange={() => onChange(one.value)}
            />
            <span className={styles.label}>{one.label}</span>
            {one.price && one.price.amountMinor !== 0 && (
              <span className={styles.extra}>{extra(one.price)}</span>
            )}
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  )
}
