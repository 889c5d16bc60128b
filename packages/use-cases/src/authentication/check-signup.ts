import { type PortalLocale, passwordProblem, type SignupRequest } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import type { Services } from '../context.ts'
import { toE164 } from '../customers/phone-number.ts'

export interface CheckedSignup {
  email: string
  password: string
  firstName: string
  lastName: string
  company?: string
  /** E.164 */
  phone?: string
  customerNumber: string
  source: 'Portal Signup' | 'Portal Checkout'
  locale?: PortalLocale
}

/** What the shape alone cannot say: confirmations, the password rules, the phone number. Asks nobody. */
export function checkSignup(
  services: Pick<Services, 'policy'>,
  request: SignupRequest,
): Outcome<CheckedSignup> {
  const email = request.email.trim()
  if (
    request.confirmEmail !== undefined &&
    request.confirmEmail.trim().toLowerCase() !== email.toLowerCase()
  ) {
    return refuse('invalid', 'EMAIL_CONFIRMATION_DIFFERS', 'The two e-mail addresses differ.', {
      field: 'confirmEmail',
    })
  }
  if (request.confirmPassword !== undefined && request.confirmPassword !== request.password) {
    return refuse('invalid', 'PASSWORD_CONFIRMATION_DIFFERS', 'The two passwords differ.', {
      field: 'confirmPassword',
    })
  }
  const problem = passwordProblem(request.password, { email })
  if (problem) return refuse('invalid', 'PASSWORD_NOT_ALLOWED', problem, { field: 'password' })
  const phone = request.phone ? toE164(request.phone, services.policy.defaultCountry) : undefined
  if (request.phone && !phone) {
    return refuse(
      'invalid',
      'PHONE_INVALID',
      'Write the phone number with its country code: +1 202 555 0143.',
      {
        field: 'phone',
      },
    )
  }
  return accept({
    email,
    password: request.password,
    firstName: request.firstName,
    lastName: request.lastName,
    company: request.company || undefined,
    phone,
    customerNumber: request.sfNumber,
    source: request.source === 'checkout' ? 'Portal Checkout' : 'Portal Signup',
    locale: request.locale,
  })
}
