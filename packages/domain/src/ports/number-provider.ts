import type { Money } from '../money.ts'
import type { Checkable } from './connector.ts'
import type { AccessPoint, SipTrunk, TrunkCredentials } from './sip-trunk.ts'

export const numberKindWords = ['local', 'national', 'mobile', 'toll-free', 'other'] as const
export type NumberKind = (typeof numberKindWords)[number]
export type NumberFeature = 'voice-in' | 'voice-out' | 'sms-in' | 'sms-out' | 'fax' | 'emergency'

export interface NumberCountry {
  /** ISO 3166-1 alpha-2. */
  country: string
  name: string
  /** Without the plus: '1', '44'. */
  callingCode: string
  /** True where a region must be chosen before the search, unless there is a pattern. */
  hasRegions: boolean
}

/** A state, a province or what the carrier calls a region. */
export interface NumberRegion {
  /** The carrier's own: 'NY'. */
  regionId: string
  name: string
}

/** A rate centre, or the city where the carrier goes by cities. */
export interface RateCentre {
  rateCentreId: string
  name: string
  /** Absent where the carrier does not tell before the search. */
  isStocked?: boolean
}

export interface NumberQuery {
  country: string
  regionId?: string
  rateCentreId?: string
  kind?: NumberKind
  /** Digits with a star for "anything" at either end or both: '*555*', '212*' (R168). No star means "contains". */
  pattern?: string
  /** How many offers a page holds at most, 1 to 100. */
  limit: number
  /** From the page before. */
  cursor?: string
}

export interface NumberPage {
  offers: NumberOffer[]
  nextCursor?: string
}

export interface NumberPlace {
  country: string
  regionId?: string
  regionName?: string
  rateCentreId?: string
  /** City or rate centre, as shown to people. */
  city?: string
}

/** A price of a minute: below the minor unit, so decimal text of major units ("0.0090"). */
export interface MinuteRate {
  amount: string
  currency: string
}

/** One way to pay for a number: what the number dialog calls capacity (R193). */
export interface NumberPlan {
  /** The carrier's own; goes back unchanged in the order. */
  planId: string
  kind: 'per-minute' | 'unlimited' | 'channels'
  /** As shown to people: 'Pay per minute'. */
  name: string
  /** Calls at once that the price includes; absent where the carrier does not count them. */
  channels?: number
  monthly: Money
  setup: Money
  perMinute?: MinuteRate
  /** Tax on the first monthly price and the setup together; absent where it is not known before the invoice. */
  vat?: Money
}

/** A number that can be bought, with its prices (R168, R192 to R194). */
export interface NumberOffer {
  /** Everything the connector needs to look at or order it again, also days later. Opaque, nothing secret, up to 300 characters. */
  offerId: string
  /** E.164 */
  number: string
  place: NumberPlace
  kind: NumberKind
  features: NumberFeature[]
  /** The default first; never empty. */
  plans: NumberPlan[]
  /** True where the customer must prove identity or address before the number may be used (R169). */
  needsRegistration: boolean
}

export interface NumberReservation {
  reservationId: string
  offerId: string
  /** E.164 */
  number: string
  /** UTC instant. */
  expiresAt: string
}

/** Where calls to a number go: into a trunk of ours, by a point of presence where the carrier asks for one. */
export interface NumberRouting {
  trunkId: string
  accessPointId?: string
}

export interface NewNumberOrder {
  offerId: string
  planId: string
  /** Sent where it still holds; the connector goes on without it when it has expired and the number is still free. */
  reservationId?: string
  /** Absent: the number rings nowhere until routeNumber. */
  routing?: NumberRouting
}

/** The carrier's many words in our four (R189, X29): terminated goes before blocked, blocked before pending. */
export type NumberOrderStatus = 'pending' | 'blocked' | 'active' | 'terminated'

export interface NumberOrder {
  /** The carrier's own. */
  orderId: string
  /** Ours, where the carrier keeps it in full. */
  ref?: string
  status: NumberOrderStatus
  /** What a pending order waits for: the carrier's work, or the customer's registration and its verification. */
  waitsFor?: 'carrier' | 'registration'
  /** The carrier's id of the number itself; absent until it is assigned. */
  numberId?: string
  /** E.164; absent until it is assigned. */
  number?: string
  /** The carrier's words on why it is blocked or terminated. */
  reason?: string
  /** UTC instant. */
  placedAt?: string
}

/**
 * `code` of what a carrier refuses (`ProviderError` kind `rejected`), the same words whoever the carrier is:
 * the number is gone, the reservation has run out or is not a thing there, the account lacks money or may hold no more
 * numbers, the plan does not fit the number, the trunk still carries numbers, the offer, place or query makes no sense,
 * the customer's papers are missing, what was asked is none of ours.
 */
export const numberRefusals = [
  'NUMBER_TAKEN',
  'RESERVATION_EXPIRED',
  'RESERVATION_NOT_OFFERED',
  'FUNDS_SHORT',
  'NUMBER_LIMIT_REACHED',
  'PLAN_NOT_OFFERED',
  'TRUNK_IN_USE',
  'OFFER_UNKNOWN',
  'PLACE_UNKNOWN',
  'QUERY_INVALID',
  'REGISTRATION_INCOMPLETE',
  'NOT_OURS',
] as const
export type NumberRefusal = (typeof numberRefusals)[number]

/**
 * A carrier that sells phone numbers and trunks (VoIP.ms, DIDWW). `ref` is ours, is stored at the carrier wherever a
 * field allows it, and is how the effect is found again; every write is safe to repeat once `find…` has looked and
 * found nothing. All methods throw ProviderError and nothing else. (R157, R168, R182, R183, R191 to R194)
 */
export interface NumberProvider extends Checkable {
  /** True where a chosen number can be held for a while before it is bought. */
  readonly canReserve: boolean
  /** True where the provider is a RegulatedNumberProvider; `isRegulated` narrows the type. */
  readonly canRegister: boolean

  listCountries(): Promise<NumberCountry[]>
  listRegions(country: string): Promise<NumberRegion[]>
  listRateCentres(country: string, regionId?: string): Promise<RateCentre[]>
  /** Nothing found is an empty page. @throws `rejected` PLACE_UNKNOWN, QUERY_INVALID (not digits and stars, or too wide) */
  searchNumbers(query: NumberQuery): Promise<NumberPage>
  /** The offer with today's prices, absent when the number can no longer be bought (R191); reads only. */
  readOffer(offerId: string): Promise<NumberOffer | undefined>
  /** Other numbers from the same place, of the same kind; never the number itself (R191). */
  listAlternatives(offerId: string, limit: number): Promise<NumberOffer[]>
  /** Points of presence that a number or trunk can be put on; empty where the carrier chooses. */
  listAccessPoints(): Promise<AccessPoint[]>
  /** What is left to buy with; absent where the carrier does not tell. */
  readBalance(): Promise<Money | undefined>

  /** A reservation that has run out is absent. */
  findReservation(ref: string): Promise<NumberReservation | undefined>
  /** @throws `rejected` RESERVATION_NOT_OFFERED, NUMBER_TAKEN */
  reserveNumber(offerId: string, ref: string): Promise<NumberReservation>
  /** Holds it for another full time, perhaps under a new id. @throws `rejected` RESERVATION_EXPIRED, NUMBER_TAKEN */
  extendReservation(ref: string): Promise<NumberReservation>
  /** Succeeds when already gone. */
  releaseReservation(ref: string): Promise<void>

  /** Looks for the reference among orders and numbers, ended ones included where the carrier still tells of them. */
  findOrder(ref: string): Promise<NumberOrder | undefined>
  /** By the carrier's id: for watching and after callbacks. Absent when the carrier knows nothing of it. */
  readOrder(orderId: string): Promise<NumberOrder | undefined>
  /** Buys one number. @throws `rejected` NUMBER_TAKEN, FUNDS_SHORT, NUMBER_LIMIT_REACHED, PLAN_NOT_OFFERED, OFFER_UNKNOWN */
  orderNumber(order: NewNumberOrder, ref: string): Promise<NumberOrder>
  /**
   * Gives up what was ordered under this reference: cancels the order while it is pending, the number afterwards.
   * Succeeds when already gone; never touches a number that stands under another reference.
   */
  releaseNumber(ref: string): Promise<void>

  /** Without the password. */
  findTrunk(ref: string): Promise<SipTrunk | undefined>
  /** Safe to repeat: the trunk under this reference, made if it is not there. `name` is shown in the carrier's portal. */
  ensureTrunk(trunk: { name: string; accessPointId?: string }, ref: string): Promise<SipTrunk>
  /** Read when the gateway is set up, and kept nowhere. @throws `rejected` NOT_OURS when there is no such trunk */
  readTrunkCredentials(ref: string): Promise<TrunkCredentials>
  /** Succeeds when already gone. @throws `rejected` TRUNK_IN_USE while numbers ring there */
  removeTrunk(ref: string): Promise<void>

  /** Where calls to the number ordered under this reference go now; absent when nowhere or no such number. */
  findRouting(orderRef: string): Promise<NumberRouting | undefined>
  /** Safe to repeat. @throws `rejected` NOT_OURS when no number stands under the reference */
  routeNumber(orderRef: string, routing: NumberRouting): Promise<void>
}
