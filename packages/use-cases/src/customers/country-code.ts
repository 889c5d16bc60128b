import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }

countries.registerLocale(english)

/** What people write though ISO does not. */
const usual: Record<string, string> = { UK: 'GB', ENGLAND: 'GB', SCOTLAND: 'GB', WALES: 'GB' }

/**
 * A country as people write it ("jp", "JPN", "Japan"), as ISO 3166-1 alpha-2 (R043).
 * @returns undefined when it names no country
 */
export function toCountryCode(text: string): string | undefined {
  const written = text.trim()
  const upper = written.toUpperCase()
  if (usual[upper]) return usual[upper]
  if (/^[A-Z]{2}$/.test(upper)) return countries.isValid(upper) ? upper : undefined
  if (/^[A-Z]{3}$/.test(upper))
    return countries.alpha3ToAlpha2(upper) ?? countries.getSimpleAlpha2Code(written, 'en')
  return countries.getSimpleAlpha2Code(written, 'en')
}
