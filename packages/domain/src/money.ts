/** An amount in integer minor units (cents; yen have none) of an ISO 4217 currency. */
export interface Money {
  amountMinor: number
  currency: string
}

/** ISO 4217 minor-unit digits, for example 2 for USD and 0 for JPY. Unknown currencies count as 2. */
export function minorUnitDigits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    )
  } catch {
    return 2
  }
}

/**
 * Reads a decimal text or number of major units, as WHMCS ("12.50") and Salesforce (12.5) send it.
 * @throws RangeError when the text is not a finite decimal number
 */
export function moneyFromDecimal(decimal: string | number, currency: string): Money {
  const text = String(decimal).trim()
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new RangeError(`"${text}" is not a decimal amount`)
  const digits = minorUnitDigits(currency)
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const padded = `${fraction}${'0'.repeat(digits)}`
  const roundUp = Number(padded[digits] ?? '0') >= 5 ? 1 : 0
  const minor = Number(`${whole}${padded.slice(0, digits)}`) + roundUp
  return { amountMinor: text.startsWith('-') ? 0 - minor : minor, currency }
}

/** The amount as a decimal text of major units, for example "12.50". */
export function decimalFromMoney(money: Money): string {
  const digits = minorUnitDigits(money.currency)
  const sign = money.amountMinor < 0 ? '-' : ''
  const padded = String(Math.abs(money.amountMinor)).padStart(digits + 1, '0')
  return digits === 0 ? `${sign}${padded}` : `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`
}

export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`Cannot add ${a.currency} and ${b.currency}`)
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency }
}
