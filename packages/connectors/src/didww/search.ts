import type { NumberOffer, NumberPage, NumberQuery } from '@turnup/domain'
import { type Didww, pageSize } from './client.ts'
import { refsOf } from './json-api.ts'
import { groupIncludes, offerFrom, offerIncludes } from './map-offer.ts'
import { isUuid, readOfferId } from './offer-id.ts'
import { readPattern } from './pattern.ts'
import { countryOf, kindIdsOf } from './places.ts'
import { refused } from './refusals.ts'
import { offerInReservation } from './reservations.ts'
import { attributesOf } from './wire.ts'

/** How many pages of the carrier one search reads at most; the rest waits behind the cursor. */
const pagesAtOnce = 5

/** Where a search goes on: the carrier's page, and how many fitting numbers of it were given already. */
interface Cursor {
  page: number
  skip: number
}

function readCursor(cursor: string | undefined): Cursor {
  if (cursor === undefined) return { page: 1, skip: 0 }
  const [, page, skip] = /^(\d{1,5})\.(\d{1,3})$/.exec(cursor) ?? []
  if (page && skip) return { page: Number(page), skip: Number(skip) }
  throw refused(
    'searchNumbers',
    'QUERY_INVALID',
    'This page of the search is not known. Please search again.',
  )
}

/** Numbers that can be chosen one by one and ring (R157, R168). */
export async function searchNumbers(didww: Didww, query: NumberQuery): Promise<NumberPage> {
  const { id: countryId, callingCode } = await countryOf(didww, query.country, 'searchNumbers')
  const pattern = query.pattern ? readPattern(query.pattern, callingCode) : undefined
  const kindIds = query.kind ? await kindIdsOf(didww, query.kind) : []
  if (query.kind && kindIds.length === 0) return { offers: [] }
  for (const id of [query.regionId, query.rateCentreId]) {
    if (id !== undefined && !isUuid(id))
      throw refused('searchNumbers', 'PLACE_UNKNOWN', 'DIDWW knows no such place.')
  }
  const filters: Record<string, string> = {
    'filter[country.id]': countryId,
    'filter[did_group.features]': 'voice_in',
    ...(query.regionId ? { 'filter[region.id]': query.regionId } : {}),
    ...(query.rateCentreId ? { 'filter[city.id]': query.rateCentreId } : {}),
    ...(kindIds.length > 0 ? { 'filter[did_group_type.id]': kindIds.join(',') } : {}),
    ...(pattern ? { 'filter[number_contains]': pattern.contains } : {}),
  }
  return collect(didww, filters, pattern?.fits ?? (() => true), readCursor(query.cursor), query.limit)
}

async function collect(
  didww: Didww,
  filters: Record<string, string>,
  fits: (number: string) => boolean,
  from: Cursor,
  limit: number,
): Promise<NumberPage> {
  const offers: NumberOffer[] = []
  let { page, skip } = from
  for (let turn = 0; turn < pagesAtOnce; turn += 1) {
    const { resources, included, hasNext } = await didww.client.page('available_dids', {
      ...filters,
      include: offerIncludes,
      'page[number]': String(page),
      'page[size]': String(pageSize),
    })
    const fitting = resources.filter((resource) => fits(attributesOf('available_dids', resource).number))
    for (const [index, resource] of fitting.entries()) {
      if (index < skip) continue
      if (offers.length === limit) return { offers, nextCursor: `${page}.${index}` }
      const offer = await offerFrom(didww, resource, included)
      if (offer) offers.push(offer)
    }
    if (!hasNext) return { offers }
    page += 1
    skip = 0
  }
  return { offers, nextCursor: `${page}.0` }
}

/** Is the number still for sale, and at what price (R191)? What we hold ourselves is. */
export async function readOffer(didww: Didww, offerId: string): Promise<NumberOffer | undefined> {
  const { availableDidId } = readOfferId(offerId, 'readOffer')
  const found = await didww.client.find(`available_dids/${availableDidId}`, offerIncludes)
  if (found) return offerFrom(didww, found.resource, found.included)
  return offerInReservation(didww, availableDidId)
}

/** Other numbers of the same city and kind, or of the same group where it belongs to no city. */
export async function listAlternatives(didww: Didww, offerId: string, limit: number): Promise<NumberOffer[]> {
  const { didGroupId, number } = readOfferId(offerId, 'listAlternatives')
  const group = await didww.client.find(`did_groups/${didGroupId}`, groupIncludes)
  if (!group) return []
  const cityId = refsOf(group.resource, 'city')?.[0]?.id
  const kindId = refsOf(group.resource, 'did_group_type')?.[0]?.id
  const filters: Record<string, string> =
    cityId && kindId
      ? { 'filter[city.id]': cityId, 'filter[did_group_type.id]': kindId }
      : { 'filter[did_group.id]': didGroupId }
  const other = (candidate: string) => candidate !== number
  const query = { ...filters, 'filter[did_group.features]': 'voice_in' }
  return (await collect(didww, query, other, { page: 1, skip: 0 }, limit)).offers
}
