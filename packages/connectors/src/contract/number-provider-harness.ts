import type { Exchange, NumberOffer, NumberProvider, NumberQuery } from '@turnup/domain'
import { expect } from 'vitest'
import type { FaultRule, Journal } from '../sandbox-kit/index.ts'

/** The parts that faults can be put on; each connector knows which remote function plays them. */
export type NumberPart =
  | 'search'
  | 'readOffer'
  | 'reserve'
  | 'order'
  | 'release'
  | 'ensureTrunk'
  | 'removeTrunk'
  | 'route'

/** What a connector of the role brings so that the suite can run over the wire. */
export interface NumberHarness {
  provider: NumberProvider
  /** The same connector with credentials that the other side does not know. */
  stranger: NumberProvider
  journal: Journal
  exchanges: Exchange[]
  /** Texts that may appear in no exchange, journal entry or error: API keys, at least. */
  secrets: string[]
  /** A place with ten free numbers or more that need no registration. */
  place: Pick<NumberQuery, 'country' | 'regionId' | 'rateCentreId'>
  breakNext(part: NumberPart, fault: Pick<FaultRule, 'kind' | 'message'>): void
  /** Another customer of the carrier buys the number. */
  takeAway(number: string): void
  /** The account has no money left. */
  emptyAccount(): void
  /** The carrier does what it does by itself: a pending order is filled. */
  settleOrders(): Promise<void> | void
  /** Moves the carrier's clock. */
  passTime(ms: number): void
  /** What really stands in our account at the carrier. */
  count(): { numbers: number; trunks: number }
  reset(): void
  close(): Promise<void>
}

let serial = 0

/** A reference of our usual form that no other test uses. */
export function freshRef(step: string): string {
  serial += 1
  return `0b6f3c1e-8a7d-4c55-9e21-${String(serial).padStart(12, '0')}/${step}`
}

/** Free numbers of the well-stocked place; fails the test when there are too few. */
export async function someOffers(harness: NumberHarness, atLeast = 1): Promise<NumberOffer[]> {
  const { offers } = await harness.provider.searchNumbers({ ...harness.place, limit: 20 })
  expect(offers.length).toBeGreaterThanOrEqual(atLeast)
  return offers
}

export async function oneOffer(harness: NumberHarness): Promise<NumberOffer> {
  return (await someOffers(harness))[0] as NumberOffer
}

/** The order for an offer in its default plan. */
export function orderOf(offer: NumberOffer) {
  return { offerId: offer.offerId, planId: offer.plans[0]?.planId ?? '' }
}
