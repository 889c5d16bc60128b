import type { NumberDialogBody } from '@turnup/contracts'
import { describe, expect, test } from 'vitest'
import {
  choiceOf,
  choicesOf,
  firstChoice,
  type Offer,
  offerLabel,
  type Plan,
  rateWords,
} from './number-words.ts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const plan = (kind: Plan['kind'], monthly: number): Plan => ({
  planId: `plan-${kind}`,
  kind,
  name: kind,
  monthly: usd(monthly),
  setup: usd(100),
  subtotal: usd(monthly + 100),
  total: usd(monthly + 100),
})
const offer = (number: string, plans = [plan('unlimited', 900), plan('per-minute', 250)]): Offer => ({
  offerId: `offer-${number}`,
  number,
  place: { country: 'ZA', city: 'Cape Town' },
  kind: 'local',
  plans,
})
const dialog = (isAvailable: boolean, chosenPlanId = 'plan-unlimited'): NumberDialogBody => ({
  original: { number: '+27210000001', isAvailable, offer: offer('+27210000001'), chosenPlanId },
  alternatives: [offer('+27210000002')],
  canPlace: true,
  canReplace: false,
})

describe('the choice of a number', () => {
  test('begins with the original as it was ordered', () => {
    expect(firstChoice(dialog(true))).toMatchObject({
      offer: { number: '+27210000001' },
      plan: { kind: 'unlimited' },
    })
  })

  test('leaves out an original that has gone', () => {
    expect(choicesOf(dialog(false)).map(({ number }) => number)).toEqual(['+27210000002'])
    expect(firstChoice(dialog(false))?.offer.number).toBe('+27210000002')
  })

  test('falls back to pay per minute where the wanted plan does not exist', () => {
    expect(choiceOf(offer('+1'), 'gone')?.plan.kind).toBe('per-minute')
    expect(choiceOf(offer('+1', []), 'gone')).toBeUndefined()
  })
})

test('an alternative is named with what it costs to set up and each month', () => {
  expect(offerLabel(offer('+27210000002'), 'en')).toBe('+27210000002 - Setup: $1.00, Monthly: $2.50')
})

test('a minute is priced to the tenth of a cent, and a plan without a rate says so', () => {
  const metered = { ...plan('per-minute', 1), perMinute: { amount: '0.0105', currency: 'USD' } }
  expect(rateWords(metered, 'en')).toBe('$0.0105 a minute')
  expect(rateWords(plan('unlimited', 1), 'en')).toBe('No charge per minute')
})
