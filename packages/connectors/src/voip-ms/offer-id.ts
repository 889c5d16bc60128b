import type { NumberCountry } from '@turnup/domain'
import { refused } from './status-codes.ts'

export type Country = 'US' | 'CA'

export const countries: (NumberCountry & { country: Country })[] = [
  { country: 'CA', name: 'Canada', callingCode: '1', hasRegions: true },
  { country: 'US', name: 'United States', callingCode: '1', hasRegions: true },
]

/** Where a number is sold, and the number without its country code. */
export interface Offered {
  country: Country
  region: string
  rateCentre: string
  /** Ten digits. */
  did: string
}

/** @throws ProviderError `rejected` PLACE_UNKNOWN */
export function countryOf(country: string, operation: string): Country {
  const known = countries.find((each) => each.country === country)
  if (known) return known.country
  throw refused(
    operation,
    'PLACE_UNKNOWN',
    `VoIP.ms sells numbers here for Canada and the USA, not for ${country}.`,
  )
}

export function offerIdOf({ country, region, rateCentre, did }: Offered): string {
  return [country, region, rateCentre, did].map(encodeURIComponent).join('/')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** @throws ProviderError `rejected` OFFER_UNKNOWN */
export function readOfferId(offerId: string, operation: string): Offered {
  const [country, region, rateCentre, did, ...more] = offerId.split('/').map(decoded)
  const known = countries.find((each) => each.country === country)?.country
  if (known && region && rateCentre && did && /^\d{10}$/.test(did) && more.length === 0) {
    return { country: known, region, rateCentre, did }
  }
  throw refused(operation, 'OFFER_UNKNOWN', 'This is no offer of VoIP.ms. Please search again.')
}

export function e164(did: string): string {
  return `+1${did}`
}
