import type { ApiFunction, Params, World } from './functions.ts'
import { findStock, prices, rateCentres, regionNames, type StockNumber } from './stock.ts'

type Country = 'US' | 'CA'

const regionOf = (country: Country, params: Params) =>
  (country === 'US' ? params.state : params.province) ?? ''

function isForSale({ state }: World, { did }: StockNumber): boolean {
  return !state.soldElsewhere.includes(did) && !state.dids.some((own) => own.did === did)
}

/** Numbers are whole numbers and prices texts, as in the carrier's own examples. */
function didView(number: StockNumber): Record<string, unknown> {
  const name = regionNames[number.country][number.region]
  const place =
    number.country === 'US'
      ? { state: number.region, state_description: name }
      : { province: number.region, province_description: name }
  return {
    did: Number(number.did),
    ratecenter: number.rateCentre,
    ...place,
    perminute_monthly: prices['1'].monthly,
    perminute_minute: prices['1'].minute,
    perminute_setup: prices['1'].setup,
    flat_monthly: prices['2'].monthly,
    flat_minute: prices['2'].minute,
    flat_setup: prices['2'].setup,
    sms: number.country === 'US' ? 1 : '0',
  }
}

function answer(world: World, numbers: StockNumber[]): ReturnType<ApiFunction> {
  const dids = numbers.filter((number) => isForSale(world, number)).map(didView)
  return dids.length > 0 ? { dids } : 'no_did'
}

const list =
  (country: Country): ApiFunction =>
  (world, params) => {
    const region = regionOf(country, params)
    if (!region) return country === 'US' ? 'missing_state' : 'missing_province'
    if (!regionNames[country][region]) return country === 'US' ? 'invalid_state' : 'invalid_province'
    const { ratecenter } = params
    if (ratecenter && !rateCentres(country, region).some((each) => each.ratecenter === ratecenter)) {
      return 'invalid_ratecenter'
    }
    const isThere = (number: StockNumber) =>
      number.country === country &&
      number.region === region &&
      (!ratecenter || number.rateCentre === ratecenter)
    return answer(world, findStock(isThere))
  }

const search =
  (country: Country): ApiFunction =>
  (world, params) => {
    const { type, query = '' } = params
    if (!/^\d+$/.test(query)) return 'invalid_query'
    const tests: Record<string, (did: string) => boolean> = {
      starts: (did) => did.startsWith(query),
      contains: (did) => did.includes(query),
      ends: (did) => did.endsWith(query),
    }
    const fits = tests[type ?? '']
    if (!fits) return 'invalid_type'
    const region = regionOf(country, params)
    const isThere = (number: StockNumber) =>
      number.country === country && (!region || number.region === region) && fits(number.did)
    return answer(world, findStock(isThere))
  }

const centres =
  (country: Country): ApiFunction =>
  (_world, params) => {
    const region = regionOf(country, params)
    if (!regionNames[country][region]) return country === 'US' ? 'invalid_state' : 'invalid_province'
    return { ratecenters: rateCentres(country, region) }
  }

export const searchFunctions: Record<string, ApiFunction> = {
  getStates: () => ({
    states: Object.entries(regionNames.US).map(([state, description]) => ({ state, description })),
  }),
  getProvinces: () => ({
    provinces: Object.entries(regionNames.CA).map(([province, description]) => ({ province, description })),
  }),
  getRateCentersUSA: centres('US'),
  getRateCentersCAN: centres('CA'),
  getDIDsUSA: list('US'),
  getDIDsCAN: list('CA'),
  searchDIDsUSA: search('US'),
  searchDIDsCAN: search('CA'),
}
