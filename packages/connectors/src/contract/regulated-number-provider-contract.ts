import { isRegulated } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { orderOf, someOffers } from './number-provider-harness.ts'
import { type RegulatedHarness, regulatedOffer } from './regulated-number-provider-harness.ts'
import { describePapers, registerForRecords } from './regulated-number-provider-papers.ts'
import { describeVerification } from './regulated-number-provider-verification.ts'

export type { RegulatedHarness, RegulatedPart } from './regulated-number-provider-harness.ts'

/**
 * The guarantees of the role RegulatedNumberProvider on top of those of every number provider, whose suite
 * (`describeNumberProvider`) the connector passes too (R169 to R174, R185 to R196, X28, X29, X31).
 */
export function describeRegulatedNumberProvider(name: string, start: () => Promise<RegulatedHarness>): void {
  describe(`${name} as a provider of regulated numbers`, () => {
    let harness: RegulatedHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())
    const current = () => harness

    describe('requirements', () => {
      test('the provider says that it can register, and in which order', () => {
        expect(isRegulated(harness.provider)).toBe(true)
        expect(harness.provider.registrationRoutes.length).toBeGreaterThan(0)
      })

      test('a number without rules has no requirement, one with rules has its form as data', async () => {
        const [free] = await someOffers(harness)
        expect(free?.needsRegistration).toBe(false)
        expect(await harness.provider.findRequirement(free?.offerId ?? '')).toBeUndefined()
        const offer = await regulatedOffer(harness)
        expect(offer.needsRegistration).toBe(true)
        const requirement = await harness.provider.findRequirement(offer.offerId)
        expect(requirement).toMatchObject({ country: offer.place.country, kind: offer.kind })
        const form = requirement?.forms.find(({ party }) => party === 'personal')
        const names = form?.fields.map((field) => field.name) ?? []
        expect(names).toEqual(
          expect.arrayContaining(['firstName', 'lastName', 'city', 'postalCode', 'street']),
        )
        expect(new Set(names).size).toBe(names.length)
        for (const subject of ['identity', 'address'] as const) {
          const proof = form?.proofs.find((each) => each.of === subject)
          expect(proof?.quantity).toBeGreaterThan(0)
          expect(proof?.accepted.every(({ proofTypeId, name: label }) => proofTypeId && label)).toBe(true)
        }
        const business = requirement?.forms.find(({ party }) => party === 'business')
        if (business) expect(business.fields.map((field) => field.name)).toContain('companyName')
      })

      test('a typed city is matched with the places of the carrier in any case, and a wrong one with none', async () => {
        const { country, city } = harness.address
        const places = await harness.provider.findPlaces(country, city.toLocaleUpperCase('en').slice(0, 5))
        expect(places.map((place) => place.city)).toContain(city)
        expect(places.every((place) => place.country === country && place.cityId)).toBe(true)
        expect(await harness.provider.findPlaces(country, 'Atlantis')).toEqual([])
      })
    })

    describePapers(current)
    describeVerification(current)

    test('no key, name, birth date, address or paper in exchanges, journal or errors', async () => {
      const { provider, person, address } = harness
      const failures = await registerForRecords(harness)
      await provider.orderNumber(orderOf(await regulatedOffer(harness)), 'records/order')
      const told = failures.flatMap((error) =>
        error instanceof Error ? [error.message, JSON.stringify(error), String(error.cause)] : [],
      )
      const records = JSON.stringify([harness.exchanges, harness.journal.list(), told])
      expect(failures.length).toBeGreaterThan(0)
      const personal = [person.lastName, person.birthDate, person.idNumber, person.phone, person.email]
      for (const secret of [...harness.secrets, ...personal, address.street, 'X1234567', 'passport-of-ada']) {
        if (secret) expect(records).not.toContain(secret)
      }
    })
  })
}
