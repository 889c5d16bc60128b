import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EligibilityFacts, ProductOffering } from '../catalogue.ts'
import { type EligibilityPolicy, isEligible, serviceabilityOf } from './eligibility.ts'

const dwelling = fc.constantFrom('Home', 'Apartment')
const tier = fc.constantFrom('1G', '100Mb')
const region = fc.constantFrom('North', 'South', 'Old Town')
const place = fc.record({ dwelling, tier, region }, { requiredKeys: [] })
const limits = fc.record(
  {
    dwelling: fc.constantFrom('Home', 'Apartment', 'Any'),
    tier: fc.constantFrom('1G', '100Mb', 'Any'),
    region,
  },
  { requiredKeys: ['dwelling', 'tier'] },
) as fc.Arbitrary<ProductOffering['eligibility']>
const attributes: EligibilityPolicy = { eligibility: 'attributes', eligibilityRules: [] }
const byText: EligibilityPolicy = {
  eligibility: 'text-result',
  eligibilityRules: [
    { matches: 'not available' },
    { matches: 'apartment', dwelling: 'Apartment', tier: '100Mb' },
    { matches: 'home 1g', dwelling: 'Home', tier: '1G' },
  ],
}

describe('what may be sold to whom', () => {
  it('never limits a SIM, an eSIM or a VPN, wherever the customer lives', () => {
    fc.assert(
      fc.property(fc.constantFrom('sim', 'esim', 'vpn'), limits, place, (category, eligibility, where) => {
        expect(isEligible({ category, eligibility }, where)).toBe(true)
      }),
    )
  })

  it('sells an unlimited product to everybody', () => {
    fc.assert(
      fc.property(fc.constantFrom('internet', 'other'), place, (category, where) => {
        expect(isEligible({ category, eligibility: { dwelling: 'Any', tier: 'Any' } }, where)).toBe(true)
      }),
    )
  })

  it('sells a line only where every limit is met by a known fact', () => {
    fc.assert(
      fc.property(limits, place, (eligibility, where) => {
        const met = (['dwelling', 'tier', 'region'] as const).every(
          (limit) => [undefined, 'Any'].includes(eligibility[limit]) || eligibility[limit] === where[limit],
        )
        expect(isEligible({ category: 'internet', eligibility }, where)).toBe(met)
      }),
    )
  })

  it('knowing more about a place never takes an offer away', () => {
    fc.assert(
      fc.property(
        limits,
        place,
        fc.subarray(['dwelling', 'tier', 'region'] as const),
        (eligibility, where, known) => {
          const less = Object.fromEntries(known.map((fact) => [fact, where[fact]]))
          if (isEligible({ category: 'internet', eligibility }, less)) {
            expect(isEligible({ category: 'internet', eligibility }, where)).toBe(true)
          }
        },
      ),
    )
  })

  it('reads a list of regions in any case of letters', () => {
    const eligibility = { dwelling: 'Any', tier: 'Any', region: 'north; Old Town' } as const
    expect(isEligible({ category: 'internet', eligibility }, { region: 'OLD TOWN' })).toBe(true)
    expect(isEligible({ category: 'internet', eligibility }, { region: 'Town' })).toBe(false)
    expect(isEligible({ category: 'internet', eligibility }, {})).toBe(false)
  })
})

describe('the two ways to read an account (X11)', () => {
  it('takes attributes as they are and ignores the text', () => {
    const facts: EligibilityFacts = { dwelling: 'Home', tier: '1G', region: 'North', result: 'Apartment' }
    expect(serviceabilityOf(facts, attributes)).toEqual({ dwelling: 'Home', tier: '1G', region: 'North' })
  })

  it('takes dwelling and tier from different rules', () => {
    const eligibilityRules: EligibilityPolicy['eligibilityRules'] = [
      { matches: 'home', dwelling: 'Home' },
      { matches: '100m', tier: '100Mb' },
      { matches: '1g', tier: '1G' },
    ]
    const facts: EligibilityFacts = { status: 'Checked', result: 'Home 1G' }
    expect(serviceabilityOf(facts, { eligibility: 'text-result', eligibilityRules })).toMatchObject({
      dwelling: 'Home',
      tier: '1G',
    })
  })

  it('takes the first rule that the text contains, in any case of letters', () => {
    const facts: EligibilityFacts = { status: 'Checked', result: 'APARTMENT building, home 1G nearby' }
    expect(serviceabilityOf(facts, byText)).toMatchObject({ dwelling: 'Apartment', tier: '100Mb' })
  })

  it('lets a rule without consequences stand for "no"', () => {
    const facts: EligibilityFacts = { status: 'Checked', result: 'Not available: apartment without riser' }
    expect(serviceabilityOf(facts, byText)).toEqual({})
  })

  it('believes no result before the check is done', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('Pending', undefined), (text, status) => {
        const facts: EligibilityFacts = { status, result: `home 1g ${text}`, dwelling: 'Home', tier: '1G' }
        expect(serviceabilityOf(facts, byText)).toEqual({})
      }),
    )
  })

  it('leaves the reading to the CRM connector where there are no rules', () => {
    const facts: EligibilityFacts = { status: 'Checked', result: 'ok', dwelling: 'Home', tier: '100Mb' }
    expect(serviceabilityOf(facts, { eligibility: 'text-result', eligibilityRules: [] })).toMatchObject({
      dwelling: 'Home',
      tier: '100Mb',
    })
  })
})
