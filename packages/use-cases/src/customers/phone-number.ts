import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * Any usual way of writing a phone number, as E.164.
 * @param country ISO 3166-1 alpha-2 of numbers that are written without one
 * @returns undefined when no such number can exist
 */
export function toE164(phone: string, country: string): string | undefined {
  const number = parsePhoneNumberFromString(phone, isSupportedCountry(country) ? country : undefined)
  return number?.isValid() ? number.number : undefined
}
