import type { PlacePbxOrderRequest } from '@turnup/contracts'
import { accept, type Outcome, type PbxDetails, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { toE164 } from '../customers/phone-number.ts'
import { isMailAddress } from './mail-address.ts'
import { isTimeZone, pbxLanguages } from './pbx-choices.ts'
import { groupsFor } from './read-pbx-setup.ts'

type People = Pick<PbxDetails, 'company' | 'contact' | 'admin'>

/** Company, contact and admin of the tenant (R167, R176, X25). */
export async function checkPbxPeople(ctx: Context, request: PlacePbxOrderRequest): Promise<Outcome<People>> {
  const { company, contact, admin } = request
  if (company === '') return wrong('company', 'FIELD_MISSING', 'Enter the name of the company.')
  if (hasControls(company))
    return wrong('company', 'COMPANY_INVALID', 'The name holds signs that cannot be used.')
  if (contact.name === '') return wrong('contact.name', 'FIELD_MISSING', 'Enter the name of a contact.')
  if (!isMailAddress(contact.email)) {
    return wrong('contact.email', 'EMAIL_INVALID', 'Enter an e-mail address, such as name@example.com.')
  }
  const phone = toE164(contact.phone, ctx.policy.defaultCountry)
  if (!phone) {
    const message = 'Write the phone number with its country code: +1 202 555 0143.'
    return wrong('contact.phone', 'PHONE_INVALID', message)
  }
  if (!/^[\w.@+-]{2,60}$/.test(admin.username)) {
    const message = 'A user name has 2 to 60 letters, digits, dots or hyphens, and no blanks.'
    return wrong('admin.username', 'USERNAME_INVALID', message)
  }
  const email = admin.email === undefined || admin.email === '' ? contact.email : admin.email
  if (!isMailAddress(email)) {
    return wrong('admin.email', 'EMAIL_INVALID', 'Enter an e-mail address, such as name@example.com.')
  }
  if (!isTimeZone(admin.timeZone)) {
    return wrong('admin.timeZone', 'TIME_ZONE_UNKNOWN', 'Choose a time zone, such as America/Toronto.')
  }
  const language = pbxLanguages.find(({ code }) => code === admin.language)
  if (!language) return wrong('admin.language', 'LANGUAGE_UNKNOWN', 'Choose one of the languages.')
  if (!(await groupsFor(ctx)).includes(admin.group)) {
    const message = 'This group would see other customers, so it cannot be chosen. Use admin.'
    return wrong('admin.group', 'GROUP_NOT_ALLOWED', message)
  }
  const { username, timeZone, group } = admin
  return accept({
    company,
    contact: { name: contact.name, email: contact.email, phone },
    admin: { username, email, timeZone, language: language.code, group },
  })
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text)
}

function wrong(field: string, code: string, message: string) {
  return refuse('unprocessable', code, message, { field })
}
