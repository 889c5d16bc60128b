import type { Money } from '../money.ts'
import type { MinuteRate, NumberKind, NumberPlace, NumberPlan } from '../ports/number-provider.ts'
import type {
  ProofRequirement,
  RegistrationField,
  RegulatedParty,
} from '../ports/registration-requirement.ts'
import type { RegistrationRoute } from '../ports/regulated-number-provider.ts'

/** Who buys, and whom to ask about the PBX (R167). */
export interface PbxContact {
  name: string
  email: string
  /** E.164 */
  phone: string
}

/** The tenant that will be made (R175). */
export interface PbxTenant {
  /** Fully qualified, lower case: 'acmecorp.pbx.example.com'. */
  domain: string
  /** Extensions of all packages together. */
  seats: number
  /** The first extension's number: 1001. */
  firstExtension: number
}

/** The first person who may administer the tenant; their password is set by a one-time link (R176, X25, X27). */
export interface PbxAdmin {
  username: string
  email: string
  /** IANA: 'America/Toronto'. */
  timeZone: string
  /** The platform's own spelling: 'en-us'. */
  language: string
  group: 'admin' | 'superadmin'
}

/** What the customer was shown when the number was chosen; the carrier's price on the day of the order counts. */
export interface PbxNumberPrices {
  planKind: NumberPlan['kind']
  planName: string
  monthly: Money
  setup: Money
  perMinute?: MinuteRate
  vat?: Money
}

/** The number that was chosen (R168). */
export interface PbxNumber {
  /** The connector of the carrier: 'voip-ms'. */
  providerId: string
  productSku: string
  offerId: string
  planId: string
  /** E.164 */
  number: string
  /** Without the plus: '1'. */
  callingCode: string
  place: NumberPlace
  kind: NumberKind
  prices: PbxNumberPrices
  needsRegistration: boolean
  /** Our row of `number_hold`; the carrier's reservation, where it has one, goes by `numberHoldRef`. */
  holdId?: string
}

/** What the carrier asks of the customer; the answers themselves are the sealed order secret `registration` (R169 to R174). */
export interface PbxRegistration {
  requirementId: string
  party: RegulatedParty
  route: RegistrationRoute
  requiredFields: RegistrationField[]
  proofs: ProofRequirement[]
}

/** A request to the customer to mend what they entered; no order goes to the carrier while it is open (R201, X43). */
export interface PbxCorrection {
  correctionId: string
  /** UTC instants. */
  requestedAt: string
  expiresAt: string
  submittedAt?: string
}

/** Everything that an order knows about its PBX. Nothing in it is secret; it is kept with the order as JSON. */
export interface PbxDetails {
  company: string
  contact: PbxContact
  tenant: PbxTenant
  admin: PbxAdmin
  number: PbxNumber
  /** Present where the number needs it. */
  registration?: PbxRegistration
  /** The last one that was asked for. */
  correction?: PbxCorrection
}

/** The reference under which a carrier keeps the reservation of a hold. */
export function numberHoldRef(holdId: string): string {
  return `hold/${holdId}`
}

export function isCorrectionOpen({ correction }: Pick<PbxDetails, 'correction'>): boolean {
  return correction !== undefined && correction.submittedAt === undefined
}
