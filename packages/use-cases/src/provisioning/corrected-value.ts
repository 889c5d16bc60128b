import { accept, type Outcome, type RegistrationField, refuse } from '@turnup/domain'
import { toCountryCode } from '../customers/country-code.ts'
import { toE164 } from '../customers/phone-number.ts'

type FieldKind = 'text' | 'long-text' | 'date' | 'phone' | 'email' | 'country'

/** Fields that are more than a line of text. */
export const fieldKinds: Partial<Record<RegistrationField, FieldKind>> = {
  birthDate: 'date',
  birthCountry: 'country',
  phone: 'phone',
  email: 'email',
  country: 'country',
  serviceDescription: 'long-text',
}

const adultYears = 18

/** A corrected field as the carrier takes it: E.164, ISO 3166, YYYY-MM-DD of somebody of age (R170 to R174). Pure. */
export function correctedValue(
  name: RegistrationField,
  text: string,
  { today, defaultCountry }: { today: string; defaultCountry: string },
): Outcome<string> {
  const wrong = (code: string, message: string) =>
    refuse('invalid', code, message, { field: `values.${name}` })
  if (text === '') return wrong('FIELD_MISSING', 'This is needed.')
  switch (fieldKinds[name]) {
    case 'date':
      return isAdult(text, today)
        ? accept(text)
        : wrong('DATE_INVALID', 'Write the date of birth of somebody of age as YYYY-MM-DD: 1984-07-21.')
    case 'phone': {
      const phone = toE164(text, defaultCountry)
      return phone
        ? accept(phone)
        : wrong('PHONE_INVALID', 'Write the number with its country code: +1 202 555 0143.')
    }
    case 'country': {
      const country = toCountryCode(text)
      return country ? accept(country) : wrong('COUNTRY_UNKNOWN', 'There is no such country.')
    }
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
        ? accept(text)
        : wrong('EMAIL_INVALID', 'This is not an e-mail address.')
    default:
      return accept(text)
  }
}

function isAdult(text: string, today: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-01-01') return false
  const at = new Date(`${text}T00:00:00Z`)
  const youngest = `${Number(today.slice(0, 4)) - adultYears}${today.slice(4)}`
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text <= youngest
}
