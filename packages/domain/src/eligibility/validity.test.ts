import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, isOffered, validityOn } from './validity.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map(dayOf)

describe('the days on which a product is offered', () => {
  it('are counted with both ends', () => {
    const offering = { validFrom: '2026-03-01', validUntil: '2026-03-31' }
    expect(validityOn(offering, '2026-02-28')).toBe('not-yet')
    expect(validityOn(offering, '2026-03-01')).toBe('valid')
    expect(validityOn(offering, '2026-03-31')).toBe('valid')
    expect(validityOn(offering, '2026-04-01')).toBe('expired')
  })

  it('are all days where no date is set', () => {
    fc.assert(fc.property(day, (today) => validityOn({}, today) === 'valid'))
  })

  it('do not begin again once they have ended', () => {
    fc.assert(
      fc.property(day, day, day, (validUntil, today, later) => {
        if (validityOn({ validUntil }, today) === 'expired' && later >= today) {
          expect(validityOn({ validUntil }, later)).toBe('expired')
        }
      }),
    )
  })

  it('do not matter for a product that is not for sale in the portal', () => {
    expect(isOffered({ sellable: false }, '2026-01-01')).toBe(false)
    expect(isOffered({ sellable: true }, '2026-01-01')).toBe(true)
    expect(isOffered({ sellable: true, validUntil: '2024-08-31' }, '2026-01-01')).toBe(false)
  })
})
