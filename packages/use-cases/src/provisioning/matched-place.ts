import { accept, isRegulated, type Outcome, type RegistrationData, refuse } from '@turnup/domain'
import { carrierOf } from '@turnup/fulfilment'
import type { Context } from '../context.ts'

/**
 * The carrier's own ids of a corrected city (R174, X31). A carrier that knows no places of the country leaves them to the
 * operator. @returns undefined where the place was not corrected. @throws ProviderError
 */
export async function matchedPlace(
  ctx: Context,
  providerId: string,
  before: RegistrationData,
  corrected: RegistrationData['values'],
): Promise<Outcome<Pick<RegistrationData, 'cityId' | 'areaId'> | undefined>> {
  if (corrected.city === undefined && corrected.country === undefined) return accept(undefined)
  const { country, city } = { ...before.values, ...corrected }
  const carrier = carrierOf(ctx, providerId)
  if (!isRegulated(carrier) || !country || !city) return accept({})
  const places = await carrier.findPlaces(country, city)
  const place = places.find((one) => one.city.localeCompare(city, 'en', { sensitivity: 'base' }) === 0)
  if (place)
    return accept({ cityId: place.cityId, ...(place.areaId === undefined ? {} : { areaId: place.areaId }) })
  const isListed = places.length > 0 || (await carrier.findPlaces(country, city.slice(0, 1))).length > 0
  if (!isListed) return accept({})
  const near = places.slice(0, 3).map((one) => one.city)
  const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''
  return refuse('invalid', 'CITY_UNKNOWN', `The carrier knows no such city.${hint}`, { field: 'values.city' })
}
