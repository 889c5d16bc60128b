import { createHmac } from 'node:crypto'

/**
 * The matching id of a step: the same for every repeat, 40 characters of `[0-9A-F]` (the standard allows
 * `^[0-9A-Z-]*$`). Whoever knows it can take the profile, so it is keyed: a ref alone, which customers and staff may
 * see parts of, does not give it away.
 */
export function matchingIdFor(ref: string, secret: string): string {
  return createHmac('sha256', secret).update(ref).digest('hex').slice(0, 40).toUpperCase()
}

/** What a phone reads from the QR code (SGP.22 section 4.1). */
export function activationCode(smdpAddress: string, matchingId: string): string {
  return `LPA:1$${smdpAddress}$${matchingId}`
}
