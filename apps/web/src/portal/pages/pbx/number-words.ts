import type { NumberOfferBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../account/country-names.ts'

/** City, region and country of a number, in the language of the page. */
export function usePlaceWords(): (place: NumberOfferBody['place']) => string {
  const locale = useLocale()
  return ({ city, regionName, regionId, country }) =>
    [...new Set([readable(city), readable(regionName) ?? regionId, countryName(country, locale)])]
      .filter(Boolean)
      .join(', ')
}

/** Some carriers shout: BRITISH COLUMBIA becomes British Columbia; short codes such as NY stay. Pure. */
export function readable<Name extends string | undefined>(name: Name): Name {
  if (name === undefined || name.length < 4 || name !== name.toUpperCase()) return name
  return name.toLowerCase().replace(/(^|[\s\-/(.'])(\p{L})/gu, (found) => found.toUpperCase()) as Name
}

type Plan = NumberOfferBody['plans'][number]

/** A plan's name: the carrier's own in English, and where it says more than the kind of plan. */
export function usePlanName(): (plan: Plan) => string {
  const t = useTranslations('pbx')
  const locale = useLocale()
  return ({ kind, name }) => {
    if (locale === 'en' || kind === 'channels') return name
    return kind === 'unlimited' ? t('planUnlimited') : t('planPerMinute')
  }
}
