import type { CatalogueItemBody } from '@turnup/contracts'

export type ProductOption = CatalogueItemBody['options'][number]
/** What was chosen, by the option's key; an empty text is "none". */
export type ChosenOptions = Record<string, string>
export type OptionProblem = 'missing' | 'unknown' | 'card'

/** The number of a SIM card or a device: each card has its own, and it is kept nowhere but in the order (R110). */
export function isCardOption(key: string): boolean {
  return /^(iccid|eid)$/i.test(key)
}

/** Every option of a product with its choice, or else its default; what is not an option any more is left out. Pure. */
export function chosenOrDefault(item: CatalogueItemBody, chosen: ChosenOptions): ChosenOptions {
  return Object.fromEntries(
    item.options.map(({ key, default: byDefault }) => [key, chosen[key] ?? byDefault ?? '']),
  )
}

/** The same, as it is sent: a card number typed with or without blanks is the same order. Pure. */
export function optionsToSend(item: CatalogueItemBody, chosen: ChosenOptions): ChosenOptions {
  return Object.fromEntries(
    Object.entries(chosenOrDefault(item, chosen)).map(([key, value]) => [
      key,
      isCardOption(key) ? withoutBlanks(value) : value.trim(),
    ]),
  )
}

/** Blanks and dashes are how cards print their numbers. */
function withoutBlanks(text: string): string {
  return text.replace(/[\s-]/g, '')
}

/** Why a choice cannot be ordered, by the option's key; the server has the last word. Pure. */
export function optionProblems(
  item: CatalogueItemBody,
  chosen: ChosenOptions,
): Record<string, OptionProblem> {
  const problems: Record<string, OptionProblem> = {}
  for (const option of item.options) {
    const problem = problemOf(option, (chosen[option.key] ?? option.default ?? '').trim())
    if (problem) problems[option.key] = problem
  }
  return problems
}

function problemOf({ key, required, values }: ProductOption, value: string): OptionProblem | undefined {
  if (value === '') return required ? 'missing' : undefined
  if (values.length > 0) return values.some((one) => one.value === value) ? undefined : 'unknown'
  // ITU-T E.118: 18 to 20 digits, issuer 89; EIDs have 32.
  const isCard = /^(89\d{16,18}|\d{32})$/.test(withoutBlanks(value))
  return isCardOption(key) && !isCard ? 'card' : undefined
}

/** Integer minor units that the choices add to the product's own price, for one and for each billing cycle. Pure. */
export function optionsPriceMinor(item: CatalogueItemBody, chosen: ChosenOptions): number {
  return item.options.reduce((sum, { key, default: byDefault, values }) => {
    const value = chosen[key] ?? byDefault
    return sum + (values.find((one) => one.value === value)?.price?.amountMinor ?? 0)
  }, 0)
}
