import type { MoneyBody, NumberDialogBody } from '@turnup/contracts'
import { formatMoney } from '../../../../kit/format-money.ts'

export type Offer = NumberDialogBody['alternatives'][number]
export type Plan = Offer['plans'][number]

/** Pay per minute is the ordinary choice; a carrier without it offers what comes first (R193). */
export function defaultPlan(offer: Offer): Plan | undefined {
  return offer.plans.find(({ kind }) => kind === 'per-minute') ?? offer.plans[0]
}

/** "+27215550100 - Setup: $1.00, Monthly: $2.50" (R191), with the prices of the ordinary plan. */
export function offerLabel(offer: Offer, locale: string): string {
  const plan = defaultPlan(offer)
  if (!plan) return offer.number
  const money = (value: MoneyBody) => formatMoney(value, locale)
  return `${offer.number} - Setup: ${money(plan.setup)}, Monthly: ${money(plan.monthly)}`
}

/** What a minute costs. */
export function rateWords({ kind, perMinute }: Plan, locale: string): string {
  if (!perMinute) return kind === 'per-minute' ? 'Not told by the provider' : 'No charge per minute'
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: perMinute.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 6,
  })
  return `${format.format(Number(perMinute.amount))} a minute`
}

/** Numbers that can be chosen: the original where it is still there, then the others. */
export function choicesOf({ original, alternatives }: NumberDialogBody): Offer[] {
  return [...(original.isAvailable && original.offer ? [original.offer] : []), ...alternatives]
}

export interface Choice {
  offer: Offer
  plan: Plan
}

/** What is chosen from the start: the original as the customer ordered it, else the first of the others. */
export function firstChoice(dialog: NumberDialogBody): Choice | undefined {
  const [offer] = choicesOf(dialog)
  return offer && choiceOf(offer, dialog.original.chosenPlanId)
}

/** A number with a plan, the one that was wanted where the number has it. */
export function choiceOf(offer: Offer, wantedPlanId: string): Choice | undefined {
  const plan = offer.plans.find(({ planId }) => planId === wantedPlanId) ?? defaultPlan(offer)
  return plan && { offer, plan }
}
