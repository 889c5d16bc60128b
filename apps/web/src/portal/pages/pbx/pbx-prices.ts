import type { MoneyBody, PbxSetupBody } from '@turnup/contracts'
import type { BillingCycle, Totals } from '../catalogue/basket-check.ts'
import type { PbxDraft } from './pbx-draft.ts'

/** One thing that is paid for. */
export interface PriceLine {
  key: string
  kind: 'sold' | 'rental' | 'setup'
  /** Of the product, or the number itself. */
  name: string
  quantity: number
  /** For all of them together. */
  amount: MoneyBody
  cycle: BillingCycle
}

type Choice = Pick<PbxDraft, 'packages' | 'features' | 'numberProduct'>

/** All seats of the chosen packages together. Pure. */
export function seatsOf(setup: PbxSetupBody, { packages }: Pick<PbxDraft, 'packages'>): number {
  return setup.packages.reduce((sum, { sku, seats }) => sum + seats * (packages[sku] ?? 0), 0)
}

/** First and last extension: 1001–1010; undefined without seats. Pure. */
export function extensionRange(first: number, seats: number): string | undefined {
  if (seats < 1) return undefined
  return seats === 1 ? String(first) : `${first}–${first + seats - 1}`
}

/** The products that are ordered, as they stand in the order and on its invoice. What is not sold any more is left out. Pure. */
export function priceLinesOf(setup: PbxSetupBody, draft: Choice): PriceLine[] {
  const packages = setup.packages.flatMap((one) => lineOf(one, draft.packages[one.sku] ?? 0))
  const features = setup.features.flatMap((one) => lineOf(one, draft.features.includes(one.sku) ? 1 : 0))
  const product = setup.numberProducts.flatMap((one) => lineOf(one, one.sku === draft.numberProduct ? 1 : 0))
  return [...packages, ...features, ...product]
}

interface NumberChoice {
  hold?: PbxDraft['hold'] | undefined
  planId?: PbxDraft['planId'] | undefined
}

type Sold = PbxSetupBody['features'][number] | PbxSetupBody['packages'][number]

function lineOf(
  { sku, name, price, billingCycle }: Omit<Sold, 'feature' | 'seats' | 'pricePerSeat'>,
  quantity: number,
): PriceLine[] {
  if (quantity < 1) return []
  const amount = { ...price, amountMinor: price.amountMinor * quantity }
  return [{ key: sku, kind: 'sold', name, quantity, amount, cycle: billingCycle }]
}

/** The plan in which the number is taken: the chosen one, else the first. Pure. */
export function planOf({ hold, planId }: NumberChoice) {
  return hold?.offer.plans.find((one) => one.planId === planId) ?? hold?.offer.plans[0]
}

/** The carrier's rates of the chosen number in the chosen plan (R168). They are no lines of the order. Pure. */
export function numberRatesOf({ hold, planId }: NumberChoice): PriceLine[] {
  const plan = planOf({ hold, planId })
  if (!hold || !plan) return []
  const { number } = hold.offer
  const line = { name: number, quantity: 1 }
  const lines: PriceLine[] = [
    { ...line, key: 'rental', kind: 'rental', amount: plan.monthly, cycle: 'monthly' },
    { ...line, key: 'setup', kind: 'setup', amount: plan.setup, cycle: 'one-time' },
  ]
  return lines.filter(({ amount }) => amount.amountMinor !== 0)
}

/** What is paid each month, each year and once; never one sum of things that are paid at different times. Pure. */
export function totalsOf(lines: PriceLine[]): Totals {
  const totals: Totals = {}
  for (const { cycle, amount } of lines) {
    const before = totals[cycle]?.amountMinor ?? 0
    totals[cycle] = { ...amount, amountMinor: before + amount.amountMinor }
  }
  return totals
}
