import { describe, expect, it } from 'vitest'
import { holdOf, pbxSetup } from './pbx.test-data.ts'
import { begunDraft, withHold } from './pbx-draft.ts'
import { extensionRange, numberRatesOf, priceLinesOf, seatsOf, totalsOf } from './pbx-prices.ts'

const begun = begunDraft(pbxSetup, { locale: 'en', timeZone: 'UTC' })
const draft = {
  ...withHold(begun, holdOf(), 0),
  packages: { 'PBX-10': 2, GONE: 1 },
  features: ['RECORDING'],
}

describe('what a hosted PBX costs', () => {
  it('is every product that is sold today, as often as it is taken, and nothing else', () => {
    expect(totalsOf(priceLinesOf(pbxSetup, draft))).toEqual({
      monthly: { currency: 'USD', amountMinor: 17800 + 1500 + 250 },
    })
  })

  it('is told apart by when it is paid', () => {
    const setup = structuredClone(pbxSetup)
    for (const feature of setup.features) feature.billingCycle = 'one-time'
    expect(totalsOf(priceLinesOf(setup, draft))['one-time']).toEqual({ currency: 'USD', amountMinor: 1500 })
  })

  it('has the rates of the number beside it, in the chosen plan', () => {
    const amountsOf = (planId: string) =>
      numberRatesOf({ ...draft, planId }).map(({ cycle, amount }) => [cycle, amount.amountMinor])
    expect(amountsOf('minute')).toEqual([
      ['monthly', 320],
      ['one-time', 200],
    ])
    expect(amountsOf('flat')[0]).toEqual(['monthly', 900])
    expect(numberRatesOf(begun)).toEqual([])
  })
})

describe('seats and extensions', () => {
  it('are those of all packages together', () => {
    expect(seatsOf(pbxSetup, { packages: { 'PBX-10': 1, 'PBX-25': 2 } })).toBe(60)
    expect(extensionRange(1001, 10)).toBe('1001–1010')
    expect(extensionRange(1001, 1)).toBe('1001')
    expect(extensionRange(1001, 0)).toBeUndefined()
  })
})
