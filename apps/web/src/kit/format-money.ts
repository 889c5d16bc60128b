import type { MoneyBody } from '@turnup/contracts'
import { regionalLocale } from './regional-locale.ts'

/** Integer minor units of an ISO 4217 currency, with as many decimals as that currency has. */
export function formatMoney({ amountMinor, currency }: MoneyBody, locale: string): string {
  const format = new Intl.NumberFormat(regionalLocale(locale), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amountMinor / 10 ** decimals)
}
