import {
  accept,
  isRegulated,
  type NumberPlace,
  type Outcome,
  type RegistrationForm,
  type RegulatedPlace,
  refuse,
} from '@turnup/domain'
import type { Services } from '../context.ts'
import { carrierOf } from './carriers.ts'

/**
 * Finds the city of a registration among the places that the carrier knows (R171, R174). A carrier that knows none for
 * the country leaves it to the operator (X31). @throws ProviderError
 */
export async function matchPlace(
  services: Services,
  carrierId: string,
  registration: { form: RegistrationForm; values: { country?: string; city?: string } },
  number: NumberPlace,
): Promise<Outcome<Pick<RegulatedPlace, 'cityId' | 'areaId'> | undefined>> {
  const carrier = carrierOf(services, carrierId)
  const { form, values } = registration
  const { country, city } = values
  if (!carrier || !isRegulated(carrier) || country === undefined || city === undefined)
    return accept(undefined)
  const places = await carrier.findPlaces(country, city)
  const place = places.find((one) => isSame(one.city, city))
  if (place) {
    const isNear =
      form.addressLevel !== 'city' || number.city === undefined || isSame(place.city, number.city)
    return isNear ? accept(place) : elsewhere(number.city)
  }
  const near = places.length > 0 ? places : await carrier.findPlaces(country, '')
  return near.length > 0 ? notKnown(places) : accept(undefined)
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0
}

function elsewhere(city = 'the city of the number') {
  return refuse('unprocessable', 'CITY_ELSEWHERE', `For this number the address must be in ${city}.`, {
    field: 'registration.values.city',
  })
}

function notKnown(places: RegulatedPlace[]) {
  const near = places.slice(0, 3).map(({ city }) => city)
  const hint = near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''
  const message = `The carrier knows no such city. Choose one from the list.${hint}`
  return refuse('unprocessable', 'CITY_UNKNOWN', message, { field: 'registration.values.city' })
}
