import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { freshRef, type NumberHarness, oneOffer, orderOf, someOffers } from './number-provider-harness.ts'

/** Places, search with pattern and pages, prices, and what has gone meanwhile (R168, R191 to R194). */
export function describeSearching(harness: () => NumberHarness): void {
  describe('searching', () => {
    test('countries lead to regions, and regions to rate centres', async () => {
      const { provider, place } = harness()
      const country = (await provider.listCountries()).find((each) => each.country === place.country)
      expect(country?.callingCode).toMatch(/^\d{1,4}$/)
      const regions = await provider.listRegions(place.country)
      if (place.regionId) expect(regions.map(({ regionId }) => regionId)).toContain(place.regionId)
      const centres = await provider.listRateCentres(place.country, place.regionId)
      if (place.rateCentreId) {
        expect(centres.map(({ rateCentreId }) => rateCentreId)).toContain(place.rateCentreId)
      }
    })

    test('every offer is a full number of the place that was asked for, with at least one plan and its prices', async () => {
      const { provider, place } = harness()
      const country = (await provider.listCountries()).find((each) => each.country === place.country)
      for (const offer of await someOffers(harness(), 10)) {
        expect(offer.number).toMatch(new RegExp(`^\\+${country?.callingCode}\\d{5,12}$`))
        expect(offer.place).toMatchObject({ ...place })
        expect(offer.offerId.length).toBeLessThanOrEqual(300)
        expect(offer.plans.length).toBeGreaterThan(0)
        for (const { planId, name, monthly, setup, perMinute } of offer.plans) {
          expect(planId && name).toBeTruthy()
          expect(Number.isInteger(monthly.amountMinor) && monthly.amountMinor >= 0).toBe(true)
          expect(Number.isInteger(setup.amountMinor) && setup.amountMinor >= 0).toBe(true)
          expect([monthly.currency, setup.currency]).toEqual([monthly.currency, monthly.currency])
          if (perMinute) expect(perMinute.amount).toMatch(/^\d+(\.\d+)?$/)
        }
      }
    })

    test('a pattern finds numbers that begin, end or hold it, and no others', async () => {
      const { provider, place } = harness()
      const { number } = await oneOffer(harness())
      const country = (await provider.listCountries()).find((each) => each.country === place.country)
      const national = number.slice(1 + (country?.callingCode.length ?? 0))
      const patterns: [string, (candidate: string) => boolean][] = [
        [`*${number.slice(-4)}`, (candidate) => candidate.endsWith(number.slice(-4))],
        [`*${number.slice(-6, -2)}*`, (candidate) => candidate.includes(number.slice(-6, -2))],
        [`${national.slice(0, 4)}*`, (candidate) => candidate.includes(national.slice(0, 4))],
        [number, (candidate) => candidate === number],
      ]
      for (const [pattern, fits] of patterns) {
        const { offers } = await provider.searchNumbers({ ...place, pattern, limit: 100 })
        const numbers = offers.map((offer) => offer.number)
        expect(numbers).toContain(number)
        expect(numbers.filter((candidate) => !fits(candidate))).toEqual([])
      }
    })

    test('pages follow one another without repeating a number', async () => {
      const { provider, place } = harness()
      const seen: string[] = []
      let cursor: string | undefined
      for (let turn = 0; turn < 3; turn += 1) {
        const page = await provider.searchNumbers({ ...place, limit: 3, ...(cursor ? { cursor } : {}) })
        expect(page.offers.length).toBeLessThanOrEqual(3)
        seen.push(...page.offers.map(({ number }) => number))
        cursor = page.nextCursor
      }
      expect(seen).toHaveLength(9)
      expect(new Set(seen).size).toBe(9)
    })

    test('nothing found is an empty page; a wrong country or pattern is a no', async () => {
      const { provider, place } = harness()
      const none = await provider.searchNumbers({ ...place, pattern: '*00000000*', limit: 5 })
      expect(none).toEqual({ offers: [] })
      const elsewhere = await failureOf(provider.searchNumbers({ country: 'ZZ', limit: 5 }))
      expect([elsewhere.kind, elsewhere.code]).toEqual(['rejected', 'PLACE_UNKNOWN'])
      const words = await failureOf(provider.searchNumbers({ ...place, pattern: 'a%b', limit: 5 }))
      expect([words.kind, words.code]).toEqual(['rejected', 'QUERY_INVALID'])
    })

    test('an offer that is looked at again has the same number and prices, until somebody else has bought it', async () => {
      const { provider } = harness()
      const [offer, other] = await someOffers(harness(), 2)
      if (!offer || !other) return
      expect(await provider.readOffer(offer.offerId)).toEqual(offer)
      harness().takeAway(offer.number)
      expect(await provider.readOffer(offer.offerId)).toBeUndefined()
      expect(await provider.readOffer(other.offerId)).toEqual(other)
      const unknown = await failureOf(provider.readOffer('made-up'))
      expect([unknown.kind, unknown.code]).toEqual(['rejected', 'OFFER_UNKNOWN'])
    })

    test('alternatives come from the same place, without the number itself and without what is sold', async () => {
      const { provider, place } = harness()
      const [offer, sold] = await someOffers(harness(), 2)
      if (!offer || !sold) return
      harness().takeAway(offer.number)
      await provider.orderNumber(orderOf(sold), freshRef('order'))
      const alternatives = await provider.listAlternatives(offer.offerId, 5)
      expect(alternatives).toHaveLength(5)
      for (const alternative of alternatives) {
        expect(alternative.place).toMatchObject({ ...place })
        expect([offer.number, sold.number]).not.toContain(alternative.number)
      }
    })

    test('access points have a host name, and at most a few are recommended', async () => {
      const points = await harness().provider.listAccessPoints()
      for (const { accessPointId, name, host } of points) {
        expect(accessPointId && name).toBeTruthy()
        expect(host).toMatch(/^[a-z0-9.-]+$/i)
      }
    })
  })
}
