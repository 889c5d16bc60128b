import { describe, expect, it } from 'vitest'
import { countryName, countryOptions } from './country-names.ts'

describe('the list of countries', () => {
  it.each(['en', 'es'])('names each of the 249 countries of ISO 3166 once (%s)', (locale) => {
    const options = countryOptions(locale)
    const labels = new Set(options.map(({ label }) => label))
    expect(labels.size).toBe(options.length)
    expect(options.filter(({ value, label }) => value === label)).toEqual([])
    // Kosovo's code is none of ISO's, but in use everywhere.
    expect(options.filter(({ value }) => value !== 'XK')).toHaveLength(249)
  })

  it('follows the alphabet of the language', () => {
    const labels = countryOptions('es').map(({ label }) => label)
    expect(labels.indexOf('Emiratos Árabes Unidos')).toBeLessThan(labels.indexOf('España'))
    expect(labels.indexOf('Afganistán')).toBe(0)
  })

  it('leaves what is no code as it is', () => {
    expect(countryName('PR', 'en')).toBe('Puerto Rico')
    expect(countryName('Atlantis', 'en')).toBe('Atlantis')
  })
})
