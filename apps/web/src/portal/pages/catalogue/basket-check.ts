import type { CatalogueItemBody, MoneyBody, PlaceOrderRequest } from '@turnup/contracts'
import type { Basket, BasketLine } from './basket.ts'
import { isCardOption, optionProblems, optionsPriceMinor, optionsToSend } from './options.ts'

export type BillingCycle = CatalogueItemBody['billingCycle']
export const billingCycles: readonly BillingCycle[] = ['monthly', 'annually', 'one-time']
export type Totals = Partial<Record<BillingCycle, MoneyBody>>

export type LineProblem = 'gone' | 'not-orderable' | 'too-many' | 'options'

export interface CheckedLine {
  line: BasketLine
  /** Absent when the catalogue does not have it any more. */
  item?: CatalogueItemBody
  problem?: LineProblem
}

/** The basket against today's catalogue, which alone knows prices, limits and what is still for sale. Pure. */
export function checkLines(lines: BasketLine[], items: CatalogueItemBody[]): CheckedLine[] {
  return lines.map((line) => {
    const item = items.find(({ sku }) => sku === line.sku)
    return item ? { line, item, problem: problemOf(line, item, lines) } : { line, problem: 'gone' }
  })
}

function problemOf(line: BasketLine, item: CatalogueItemBody, lines: BasketLine[]): LineProblem | undefined {
  if (!item.orderable) return 'not-orderable'
  if (quantityOf(lines, item.sku) > item.maxQuantity) return 'too-many'
  if (line.quantity > 1 && item.options.some(({ key }) => isCardOption(key))) return 'too-many'
  return Object.keys(optionProblems(item, line.options)).length > 0 ? 'options' : undefined
}

/** How many of a product are in the basket already, over all its lines. Pure. */
export function quantityOf(lines: BasketLine[], sku: string, exceptLine?: string): number {
  return lines
    .filter((line) => line.sku === sku && line.id !== exceptLine)
    .reduce((sum, { quantity }) => sum + quantity, 0)
}

/** Price of one line for each billing cycle, options included. Pure. */
export function lineAmount(item: CatalogueItemBody, { quantity, options }: Choice): MoneyBody {
  const amountMinor = (item.price.amountMinor + optionsPriceMinor(item, options)) * quantity
  return { amountMinor, currency: item.price.currency }
}

type Choice = Pick<BasketLine, 'quantity' | 'options'>

/** What is paid each month, each year and once, before promotions and taxes. What cannot be priced is left out. Pure. */
export function totalsOf(lines: { item?: CatalogueItemBody; line: Choice }[]): Totals {
  const totals: Totals = {}
  for (const { item, line } of lines) {
    if (!item) continue
    const amount = lineAmount(item, line)
    const before = totals[item.billingCycle]?.amountMinor ?? 0
    totals[item.billingCycle] = { ...amount, amountMinor: before + amount.amountMinor }
  }
  return totals
}

/** What is sent: the lines in their order, so that a refusal's items.0 is the first line. Pure. */
export function orderRequestOf(
  checked: CheckedLine[],
  { promoCode, notes }: Pick<Basket, 'promoCode' | 'notes'>,
): PlaceOrderRequest {
  return {
    items: checked.map(({ line, item }) => ({
      productId: line.sku,
      quantity: line.quantity,
      ...(item && item.options.length > 0 ? { configOptions: optionsToSend(item, line.options) } : {}),
    })),
    ...(promoCode.trim() ? { promoCode: promoCode.trim() } : {}),
    ...(notes.trim() ? { notes: notes.trim() } : {}),
  }
}
