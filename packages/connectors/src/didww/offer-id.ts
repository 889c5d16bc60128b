import { refused } from './refusals.ts'

/** Enough to look at a number again, and for others like it once it is gone. */
export interface Offered {
  country: string
  /** Digits, as DIDWW writes numbers. */
  number: string
  availableDidId: string
  didGroupId: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function offerIdOf({ country, number, availableDidId, didGroupId }: Offered): string {
  return [country, number, availableDidId, didGroupId].join('/')
}

/** @throws ProviderError `rejected` OFFER_UNKNOWN */
export function readOfferId(offerId: string, operation: string): Offered {
  const [country, number, availableDidId, didGroupId, ...more] = offerId.split('/')
  if (
    country &&
    number &&
    /^\d{5,15}$/.test(number) &&
    availableDidId &&
    uuid.test(availableDidId) &&
    didGroupId &&
    uuid.test(didGroupId) &&
    more.length === 0
  ) {
    return { country, number, availableDidId, didGroupId }
  }
  throw refused(operation, 'OFFER_UNKNOWN', 'This is no offer of DIDWW. Please search again.')
}

export function isUuid(text: string): boolean {
  return uuid.test(text)
}
