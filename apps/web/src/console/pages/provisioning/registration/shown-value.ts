import type { Field } from './field-words.ts'

/** A value as an operator reads it: countries by name, a birth date with the age. @param today YYYY-MM-DD */
export function shownValue(field: Field, value: string, today: string): string {
  if (field === 'country' || field === 'birthCountry') {
    const name = countryName(value)
    return name === value ? value : `${name} (${value})`
  }
  const age = field === 'birthDate' ? ageOn(value, today) : undefined
  return age === undefined ? value : `${value} (${age} years old)`
}

/** ISO 3166-1 alpha-2, or what else was entered. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames('en-GB', { type: 'region' }).of(code) ?? code
}

function ageOn(birthDate: string, today: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(birthDate) || birthDate > today) return undefined
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
