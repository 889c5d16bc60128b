import { describe, expect, it } from 'vitest'
import { holdOf, pbxSetup } from './pbx.test-data.ts'
import { begunDraft, withHold } from './pbx-draft.ts'
import { extensionRange, priceLinesOf, seatsOf, totalsOf } from './pbx-prices.ts'

const begun = begunDraft(pbxSetup, { locale: 'en', timeZone: 'UTC' })
const draft = {
  ...withHold(begun, holdOf(), 0),
  packages: { 'PBX-10': 2, GONE: 1 },
  features: ['RECORDING'],
}

describe('what a hosted PBX costs', () => {
  it('is every product, the number in the chosen plan, and its setup once', () => {
    const totals = totalsOf(priceLinesOf(pbxSetup, draft))
    expect(totals).toEqual([
      { cycle: 'monthly', amounts: [{ currency: 'USD', amountMinor: 17800 + 1500 + 250 + 320 }] },
      { cycle: 'one-time', amounts: [{ currency: 'USD', amountMinor: 200 }] },
    ])
    const flat = totalsOf(priceLinesOf(pbxSetup, { ...draft, planId: 'flat' }))
    expect(flat[0]?.amounts[0]?.amountMinor).toBe(17800 + 1500 + 250 + 900)
  })

  it('never adds up different currencies', () => {
    const hold = structuredClone(draft.hold)
    for (const plan of hold?.offer.plans ?? []) plan.monthly = { amountMinor: 300, currency: 'EUR' }
    const [monthly] = totalsOf(priceLinesOf(pbxSetup, { ...draft, ...(hold ? { hold } : {}) }))
    expect(monthly?.amounts.map(({ currency }) => currency)).toEqual(['USD', 'EUR'])
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
