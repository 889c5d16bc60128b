import type { BillingProfileBody } from '@turnup/contracts'
import type { BillingClient, PostalAddress } from '@turnup/domain'

const required = [
  'street',
  'city',
  'state',
  'postalCode',
  'country',
] as const satisfies (keyof PostalAddress)[]

/** What billing knows of the customer, in the portal's words; decides about the banner of R045. */
export function billingProfile(client: BillingClient): BillingProfileBody {
  const { email, firstName, lastName, company, phone, address, currency } = client
  const missing = required.filter((part) => address[part].trim() === '')
  return {
    email,
    firstName,
    lastName,
    company: company || undefined,
    phone: phone || undefined,
    currency,
    address,
    addressComplete: missing.length === 0,
    missing,
  }
}
