import {
  accept,
  type Outcome,
  type RegistrationField,
  type RegistrationForm,
  type RegistrationFormField,
  type RegistrationRequirement,
  type RegulatedParty,
  refuse,
} from '@turnup/domain'
import { toCountryCode } from '../customers/country-code.ts'
import { toE164 } from '../customers/phone-number.ts'
import { isMailAddress } from './mail-address.ts'

export interface CheckedRegistration {
  form: RegistrationForm
  values: Partial<Record<RegistrationField, string>>
}

type Values = Partial<Record<RegistrationField, string>>
const adultYears = 18

/**
 * What the customer entered against what the carrier asks for: required fields, dates, phone, e-mail and countries as
 * everything else expects them (R170 to R174). Fields that nobody asked for are left out. Pure.
 */
export function checkRegistration(
  requirement: RegistrationRequirement,
  given: { party: RegulatedParty; values: Values },
  facts: { today: string; defaultCountry: string },
): Outcome<CheckedRegistration> {
  const form = requirement.forms.find(({ party }) => party === given.party)
  if (!form) {
    const message =
      given.party === 'business'
        ? 'This number is for private persons only. Choose another one.'
        : 'This number is for companies only. Choose another one, or enter the company.'
    return refuse('unprocessable', 'PARTY_NOT_ALLOWED', message, { field: 'registration.party' })
  }
  const values: Values = {}
  for (const field of form.fields) {
    const text = (given.values[field.name] ?? '').trim()
    if (text === '') {
      if (field.isRequired) return wrong(field, 'FIELD_MISSING', 'This is needed for the number.')
      continue
    }
    const read = readField(field, text, facts)
    if (!read.ok) return read
    values[field.name] = read.value
  }
  const { country } = values
  if (form.addressLevel !== 'world-wide' && country !== undefined && country !== requirement.country) {
    return wrong({ name: 'country' }, 'ADDRESS_ABROAD', 'The address must be in the country of the number.')
  }
  return accept({ form, values })
}

function readField(
  field: RegistrationFormField,
  text: string,
  { today, defaultCountry }: { today: string; defaultCountry: string },
): Outcome<string> {
  switch (field.kind) {
    case 'date':
      return readDate(field, text, today)
    case 'phone': {
      const phone = toE164(text, defaultCountry)
      if (phone) return accept(phone)
      return wrong(field, 'PHONE_INVALID', 'Write the phone number with its country code: +1 202 555 0143.')
    }
    case 'email':
      if (isMailAddress(text)) return accept(text)
      return wrong(field, 'EMAIL_INVALID', 'This is not an e-mail address.')
    case 'country': {
      const country = toCountryCode(text)
      if (country) return accept(country)
      return wrong(field, 'COUNTRY_UNKNOWN', 'There is no such country.')
    }
    default:
      return accept(text)
  }
}

/** Whoever registers for a number must be of age on that day. */
function readDate(field: RegistrationFormField, text: string, today: string): Outcome<string> {
  if (!isCalendarDay(text)) return wrong(field, 'DATE_INVALID', 'Write the date as YYYY-MM-DD: 1984-07-21.')
  if (field.name !== 'birthDate') return accept(text)
  if (text >= today) return wrong(field, 'BIRTH_DATE_INVALID', 'The date of birth must be in the past.')
  const youngest = `${Number(today.slice(0, 4)) - adultYears}${today.slice(4)}`
  if (text > youngest) {
    return wrong(field, 'UNDER_AGE', `Whoever registers must be at least ${adultYears} years old.`)
  }
  if (text < '1900-01-01') return wrong(field, 'BIRTH_DATE_INVALID', 'Look at the year of birth again.')
  return accept(text)
}

function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

function wrong({ name }: Pick<RegistrationFormField, 'name'>, code: string, message: string) {
  return refuse('unprocessable', code, message, { field: `registration.values.${name}` })
}
