import { portalLocales, type SiteBody } from '@turnup/contracts'
import { findFreeDemoNumber } from '@turnup/store'
import type { Services } from '../context.ts'

/** People of a demonstration, and where the imitated outside systems are. */
export type SiteDemo = Omit<NonNullable<SiteBody['demo']>, 'freeCustomerNumber'>

/** What the pages need to know before anybody has signed in; for everybody. */
export async function readSite(
  { db, policy }: Pick<Services, 'db' | 'policy'>,
  demo?: SiteDemo,
): Promise<SiteBody> {
  const { brand, defaultCountry } = policy
  return {
    brandName: brand.name,
    supportEmail: brand.supportEmail,
    defaultCountry,
    locales: [...portalLocales],
    demo: demo && { ...demo, freeCustomerNumber: await findFreeDemoNumber(db) },
  }
}
