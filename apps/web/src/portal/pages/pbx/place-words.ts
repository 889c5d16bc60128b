import type { NumberOfferBody } from '@turnup/contracts'
import { useLocale } from 'use-intl'
import { countryName } from '../account/country-names.ts'

/** City, region and country of a number, in the language of the page. */
export function usePlaceWords(): (place: NumberOfferBody['place']) => string {
  const locale = useLocale()
  return ({ city, regionName, regionId, country }) =>
    [...new Set([city, regionName ?? regionId, countryName(country, locale)])].filter(Boolean).join(', ')
}
