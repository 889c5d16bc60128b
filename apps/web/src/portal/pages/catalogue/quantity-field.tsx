import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'

export interface QuantityFieldProps {
  /** How many can be ordered at most; with one there is nothing to ask. */
  max: number
  value: number
  onChange: (quantity: number) => void
  error?: string
  /** Says to those who do not see it what is counted, where several lines stand on one page. */
  of?: string
}

export function QuantityField({ max, value, onChange, error, of }: QuantityFieldProps) {
  const t = useTranslations('catalogue')
  const most = Math.max(max, value)
  if (most <= 1) return null
  return (
    <NativeSelect
      label={
        <>
          {t('quantity')}
          {of && <span className="visually-hidden"> {t('quantityOf', { name: of })}</span>}
        </>
      }
      w={{ base: '100%', xs: 160 }}
      value={String(value)}
      error={error}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={Array.from({ length: most }, (_, index) => String(index + 1))}
    />
  )
}
