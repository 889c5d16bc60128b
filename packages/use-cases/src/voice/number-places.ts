import type { PbxCountriesBody, PbxPlacesBody, PbxRateCentresBody, PbxRegionsBody } from '@turnup/contracts'
import { accept, isRegulated, type NumberProvider, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { briefly } from './brief-memory.ts'
import { refusedByCarrier } from './carrier-refusal.ts'
import { findNumberProduct } from './number-product.ts'

/** Where a carrier sells numbers changes seldom. */
const placesLastMs = 10 * 60_000

async function ofCarrier<Value>(
  ctx: Context,
  product: string,
  key: unknown[],
  ask: (carrier: NumberProvider) => Promise<Value>,
): Promise<Outcome<Value>> {
  return asCustomer(ctx, async () => {
    const found = await findNumberProduct(ctx, product)
    if (!found.ok) return found
    const { carrier } = found.value
    return refusedByCarrier(async () =>
      accept(await briefly(ctx, carrier, { key, lastsMs: placesLastMs }, () => ask(carrier))),
    )
  })
}

/** Countries in which the carrier of a product sells numbers, by name. */
export async function listNumberCountries(ctx: Context, product: string): Promise<Outcome<PbxCountriesBody>> {
  return ofCarrier(ctx, product, ['countries'], async (carrier) => {
    const countries = await carrier.listCountries()
    return { countries: countries.toSorted((one, other) => one.name.localeCompare(other.name)) }
  })
}

export async function listNumberRegions(
  ctx: Context,
  { product, country }: { product: string; country: string },
): Promise<Outcome<PbxRegionsBody>> {
  return ofCarrier(ctx, product, ['regions', country], async (carrier) => ({
    regions: await carrier.listRegions(country),
  }))
}

export async function listNumberRateCentres(
  ctx: Context,
  { product, country, regionId }: { product: string; country: string; regionId?: string },
): Promise<Outcome<PbxRateCentresBody>> {
  return ofCarrier(ctx, product, ['rate-centres', country, regionId], async (carrier) => ({
    rateCentres: await carrier.listRateCentres(country, regionId),
  }))
}

/** Cities as the carrier spells them, for the address of a registration (R171, X31). */
export async function listRegistrationPlaces(
  ctx: Context,
  { product, country, city }: { product: string; country: string; city: string },
): Promise<Outcome<PbxPlacesBody>> {
  const asked = city.trim().toLowerCase()
  return asCustomer(ctx, async () => {
    const found = await findNumberProduct(ctx, product)
    if (!found.ok) return found
    const { carrier } = found.value
    if (!isRegulated(carrier)) {
      return refuse(
        'unprocessable',
        'REGISTRATION_NOT_NEEDED',
        'Numbers of this carrier need no registration.',
      )
    }
    const places = await briefly(
      ctx,
      carrier,
      { key: ['places', country, asked], lastsMs: placesLastMs },
      () => carrier.findPlaces(country, asked),
    )
    return accept({ places: places.map((place) => ({ city: place.city, area: place.area })) })
  })
}
