import { NativeSelect } from '@mantine/core'
import { useTranslations } from 'use-intl'

export interface QuantityFieldProps {
  /** How many can be ordered at most; with one there is nothing to ask. */
  max: number
  value: number
  onChange: (quantity: number) => void
  error?: string
  /** Says what is counted where several lines stand on one page. */
  label?: string
}

export function QuantityField({ max, value, onChange, error, label }: QuantityFieldProps) {
  const t = useTranslations('catalogue')
  const most = Math.max(max, value)
  if (most <= 1) return null
  return (
    <NativeSelect
      label={label ?? t('quantity')}
      w={{ base: '100%', xs: 160 }}
      value={String(value)}
      error={error}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={Array.from({ length: most }, (_, index) => String(index + 1))}
    />
  )
}
