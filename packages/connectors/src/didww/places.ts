import type { NumberCountry, NumberKind, NumberRegion, RateCentre, RegulatedPlace } from '@turnup/domain'
import type { Didww } from './client.ts'
import { refsOf } from './json-api.ts'
import { refused } from './refusals.ts'
import { attributesOf } from './wire.ts'

interface KnownCountry extends NumberCountry {
  id: string
}

async function readCountries({ client }: Didww, query: Record<string, string>): Promise<KnownCountry[]> {
  const countries = await client.all('countries', { ...query, include: 'regions' })
  return countries.flatMap((resource) => {
    const { iso, name, prefix } = attributesOf('countries', resource)
    const hasRegions = (refsOf(resource, 'regions') ?? []).length > 0
    return prefix ? [{ id: resource.id, country: iso, name, callingCode: prefix, hasRegions }] : []
  })
}

export async function listCountries(didww: Didww): Promise<NumberCountry[]> {
  const known = await didww.memory('countries for sale', () =>
    readCountries(didww, { 'filter[is_available]': 'true' }),
  )
  return known.map(({ id: _id, ...country }) => country)
}

/** @throws ProviderError `rejected` PLACE_UNKNOWN */
export async function countryOf(didww: Didww, country: string, operation: string): Promise<KnownCountry> {
  const known = await didww.memory('countries', () => readCountries(didww, {}))
  const found = known.find((each) => each.country === country)
  if (found) return found
  throw refused(operation, 'PLACE_UNKNOWN', `DIDWW knows no country ${country}.`)
}

export async function countryIdOf(didww: Didww, country: string, operation: string): Promise<string> {
  return (await countryOf(didww, country, operation)).id
}

export async function listRegions(didww: Didww, country: string): Promise<NumberRegion[]> {
  const countryId = await countryIdOf(didww, country, 'GET regions')
  const regions = await didww.memory(`regions of ${country}`, () =>
    didww.client.all('regions', { 'filter[country.id]': countryId }),
  )
  return regions.map((region) => ({ regionId: region.id, name: attributesOf('named', region).name }))
}

/** DIDWW goes by cities. Those without numbers for sale are left out. */
export async function listRateCentres(
  didww: Didww,
  country: string,
  regionId?: string,
): Promise<RateCentre[]> {
  const countryId = await countryIdOf(didww, country, 'GET cities')
  const cities = await didww.client.all('cities', {
    'filter[country.id]': countryId,
    'filter[is_available]': 'true',
    ...(regionId ? { 'filter[region.id]': regionId } : {}),
  })
  return cities.map((city) => ({
    rateCentreId: city.id,
    name: attributesOf('named', city).name,
    isStocked: true,
  }))
}

const mostPlaces = 20
/** Upper and lower case and accents make no difference to who types a city. */
const folded = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('en').trim().replace(/\s+/g, ' ')

/**
 * Cities are compared here: how the carrier's own name filter compares is not documented. The list of a country is
 * remembered, so typing does not ask anew each time.
 */
export async function findPlaces(didww: Didww, country: string, city: string): Promise<RegulatedPlace[]> {
  const countryId = await countryIdOf(didww, country, 'GET cities')
  const [cities, areas] = await Promise.all([
    didww.memory(`cities of ${country}`, () =>
      didww.client.all('cities', { 'filter[country.id]': countryId, include: 'area' }),
    ),
    didww.memory(`areas of ${country}`, () => didww.client.all('areas', { 'filter[country.id]': countryId })),
  ])
  const typed = folded(city)
  const nameOfArea = new Map(areas.map((area) => [area.id, attributesOf('named', area).name]))
  return cities
    .map((resource) => ({ resource, name: attributesOf('named', resource).name }))
    .filter(({ name }) => folded(name).startsWith(typed))
    .sort((one, other) => one.name.length - other.name.length)
    .slice(0, mostPlaces)
    .map(({ resource, name }) => {
      const areaId = refsOf(resource, 'area')?.[0]?.id
      const area = areaId ? nameOfArea.get(areaId) : undefined
      return {
        country,
        city: name,
        cityId: resource.id,
        ...(area ? { area } : {}),
        ...(areaId ? { areaId } : {}),
      }
    })
}

const kinds: Record<string, NumberKind> = {
  local: 'local',
  national: 'national',
  mobile: 'mobile',
  'toll-free': 'toll-free',
}

export function kindOfName(name: string | undefined): NumberKind {
  return kinds[(name ?? '').toLowerCase()] ?? 'other'
}

/** The ids of the carrier's kinds that are one of ours; 'other' is several. */
export async function kindIdsOf(didww: Didww, kind: NumberKind): Promise<string[]> {
  const types = await didww.memory('kinds', () => didww.client.all('did_group_types'))
  return types.filter((type) => kindOfName(attributesOf('named', type).name) === kind).map(({ id }) => id)
}
