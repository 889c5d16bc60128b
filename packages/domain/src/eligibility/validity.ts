import type { ProductOffering } from '../catalogue.ts'

export type Validity = 'valid' | 'not-yet' | 'expired'

/** Both dates are inclusive calendar days (R054). @param today ISO date, YYYY-MM-DD */
export function validityOn(
  offering: Pick<ProductOffering, 'validFrom' | 'validUntil'>,
  today: string,
): Validity {
  if (offering.validFrom && today < offering.validFrom) return 'not-yet'
  if (offering.validUntil && today > offering.validUntil) return 'expired'
  return 'valid'
}

/** The UTC calendar day of an instant, YYYY-MM-DD. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

/** What GET /catalog shows: for sale in the portal, and today (R059). */
export function isOffered(
  offering: Pick<ProductOffering, 'sellable' | 'validFrom' | 'validUntil'>,
  today: string,
): boolean {
  return offering.sellable && validityOn(offering, today) === 'valid'
}
