import type { MoneyBody } from '@turnup/contracts'
import { useLocale } from 'use-intl'
import { formatMoney } from './format-money.ts'

/** An amount in the way of the page's language. */
export function Money({ value }: { value: MoneyBody }) {
  const locale = useLocale()
  return <span className="figures">{formatMoney(value, locale)}</span>
}
