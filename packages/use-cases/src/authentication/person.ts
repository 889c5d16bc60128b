import { type PortalLocale, type PortalUserBody, portalLocales } from '@turnup/contracts'
import type { PortalUserRow } from '@turnup/store'

/** What a customer sees of themselves; never the hash, the state or the review flag. */
export function personBody(user: PortalUserRow): PortalUserBody {
  return {
    id: user.id,
    email: user.email,
    firstName: user.first_name,
    lastName: user.last_name,
    company: user.company ?? undefined,
    phone: user.phone ?? undefined,
    customerNumber: user.customer_number,
    locale: portalLocaleOf(user.locale),
  }
}

/** The portal's language for a BCP 47 tag ('es-PR'); English when it speaks no such language. */
function portalLocaleOf(tag: string): PortalLocale {
  const language = tag.toLowerCase().split('-')[0]
  return portalLocales.find((locale) => locale === language) ?? 'en'
}
