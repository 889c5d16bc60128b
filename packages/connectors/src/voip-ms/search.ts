import type { NumberOffer, NumberPage, NumberQuery } from '@turnup/domain'
import type { PatternType, VoipMs } from './client.ts'
import { offerFrom } from './map-offer.ts'
import { type Country, countryOf, readOfferId } from './offer-id.ts'
import { readPattern } from './pattern.ts'
import { refused } from './status-codes.ts'

const ofPlace = (query: NumberQuery) => (offer: NumberOffer) =>
  (!query.regionId || offer.place.regionId === query.regionId) &&
  (!query.rateCentreId || offer.place.rateCentreId === query.rateCentreId)

async function match(voipMs: VoipMs, country: Country, type: PatternType, digits: string, region?: string) {
  const { client } = voipMs
  const { dids } =
    country === 'US'
      ? await client.searchDIDsUSA(type, digits, region)
      : await client.searchDIDsCAN(type, digits, region)
  return dids.map((did) => offerFrom(country, did))
}

async function stockOf(voipMs: VoipMs, country: Country, region: string, rateCentre?: string) {
  const { client } = voipMs
  const { dids } =
    country === 'US'
      ? await client.getDIDsUSA(region, rateCentre)
      : await client.getDIDsCAN(region, rateCentre)
  return dids.map((did) => offerFrom(country, did))
}

/** VoIP.ms has no pages: the whole answer is put into the order of the numbers and cut here. */
function pageOf(offers: NumberOffer[], { limit, cursor }: NumberQuery): NumberPage {
  const rest = offers
    .filter((offer) => cursor === undefined || offer.number > cursor)
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  return { offers: shown, ...(rest.length > limit && last ? { nextCursor: last.number } : {}) }
}

/** Local numbers in Canada and the USA (R157, R168). */
export async function searchNumbers(voipMs: VoipMs, query: NumberQuery): Promise<NumberPage> {
  const country = countryOf(query.country, 'searchNumbers')
  if (query.kind && query.kind !== 'local') return { offers: [] }
  if (query.pattern) {
    const { type, query: digits } = readPattern(query.pattern)
    const found = await match(voipMs, country, type, digits, query.regionId)
    return pageOf(found.filter(ofPlace(query)), query)
  }
  if (!query.regionId) {
    throw refused(
      'searchNumbers',
      'QUERY_INVALID',
      'Choose a state or province, or give some digits of the number.',
    )
  }
  const found = await stockOf(voipMs, country, query.regionId, query.rateCentreId)
  return pageOf(found.filter(ofPlace(query)), query)
}

/** Is the number still for sale, and at what price (R191)? */
export async function readOffer(voipMs: VoipMs, offerId: string): Promise<NumberOffer | undefined> {
  const { country, region, did } = readOfferId(offerId, 'readOffer')
  const found = await match(voipMs, country, 'starts', did, region)
  return found.find((offer) => offer.number.endsWith(did))
}

export async function listAlternatives(
  voipMs: VoipMs,
  offerId: string,
  limit: number,
): Promise<NumberOffer[]> {
  const { country, region, rateCentre, did } = readOfferId(offerId, 'listAlternatives')
  const found = await stockOf(voipMs, country, region, rateCentre)
  const others = found.filter((offer) => !offer.number.endsWith(did))
  return pageOf(others, { country, limit }).offers
}
