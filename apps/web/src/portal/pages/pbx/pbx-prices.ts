import type { MoneyBody, PbxSetupBody } from '@turnup/contracts'
import type { BillingCycle } from '../catalogue/basket-check.ts'
import type { PbxDraft } from './pbx-draft.ts'

/** One thing that is paid for. */
export interface PriceLine {
  key: string
  kind: 'package' | 'feature' | 'number-product' | 'number-monthly' | 'number-setup'
  /** Of the product, or the number itself. */
  name: string
  quantity: number
  /** For all of them together. */
  amount: MoneyBody
  cycle: BillingCycle
}

/** What is paid in each cycle; several amounts only where there are several currencies. */
export type PbxTotals = { cycle: BillingCycle; amounts: MoneyBody[] }[]

type Choice = Pick<PbxDraft, 'packages' | 'features' | 'numberProduct' | 'hold' | 'planId'>

/** All seats of the chosen packages together. Pure. */
export function seatsOf(setup: PbxSetupBody, { packages }: Pick<PbxDraft, 'packages'>): number {
  return setup.packages.reduce((sum, { sku, seats }) => sum + seats * (packages[sku] ?? 0), 0)
}

/** First and last extension: 1001–1010; undefined without seats. Pure. */
export function extensionRange(first: number, seats: number): string | undefined {
  if (seats < 1) return undefined
  return seats === 1 ? String(first) : `${first}–${first + seats - 1}`
}

/** Everything that is paid for, in the order of the choice. What is not sold any more is left out. Pure. */
export function priceLinesOf(setup: PbxSetupBody, draft: Choice): PriceLine[] {
  const packages = setup.packages.flatMap((one) => lineOf('package', one, draft.packages[one.sku] ?? 0))
  const features = setup.features.flatMap((one) =>
    lineOf('feature', one, draft.features.includes(one.sku) ? 1 : 0),
  )
  const product = setup.numberProducts.flatMap((one) =>
    lineOf('number-product', one, one.sku === draft.numberProduct ? 1 : 0),
  )
  return [...packages, ...features, ...product, ...numberLines(draft)]
}

type Sold = PbxSetupBody['features'][number] | PbxSetupBody['packages'][number]

function lineOf(
  kind: PriceLine['kind'],
  { sku, name, price, billingCycle }: Omit<Sold, 'feature' | 'seats' | 'pricePerSeat'>,
  quantity: number,
): PriceLine[] {
  if (quantity < 1) return []
  const amount = { ...price, amountMinor: price.amountMinor * quantity }
  return [{ key: sku, kind, name, quantity, amount, cycle: billingCycle }]
}

/** The chosen number's own price, in the chosen plan. */
function numberLines({ hold, planId }: Pick<PbxDraft, 'hold' | 'planId'>): PriceLine[] {
  const plan = hold?.offer.plans.find((one) => one.planId === planId) ?? hold?.offer.plans[0]
  if (!hold || !plan) return []
  const { number } = hold.offer
  const line = { name: number, quantity: 1 }
  const lines: PriceLine[] = [
    { ...line, key: 'monthly', kind: 'number-monthly', amount: plan.monthly, cycle: 'monthly' },
    { ...line, key: 'setup', kind: 'number-setup', amount: plan.setup, cycle: 'one-time' },
  ]
  return lines.filter(({ amount }) => amount.amountMinor !== 0)
}

const cycles: readonly BillingCycle[] = ['monthly', 'annually', 'one-time']

/** What is paid each month, each year and once; never one sum of things that are paid at different times. Pure. */
export function totalsOf(lines: PriceLine[]): PbxTotals {
  return cycles.flatMap((cycle) => {
    const ofCycle = lines.filter((line) => line.cycle === cycle)
    const currencies = [...new Set(ofCycle.map(({ amount }) => amount.currency))]
    const amounts = currencies.map((currency) => ({
      currency,
      amountMinor: ofCycle
        .filter(({ amount }) => amount.currency === currency)
        .reduce((sum, { amount }) => sum + amount.amountMinor, 0),
    }))
    return amounts.length === 0 ? [] : [{ cycle, amounts }]
  })
}
