import type { NumberProvider } from './number-provider.ts'
import type {
  ProofRequirement,
  RegistrationField,
  RegistrationRequirement,
  RegulatedParty,
} from './registration-requirement.ts'

/** The order of the regulatory phases that a carrier allows (X28): papers in its own portal, papers by API, or number first. */
export type RegistrationRoute = 'portal-upload' | 'api-upload' | 'order-first'

/** A place as the carrier spells it, by which a city that a customer typed is matched (R174, X31). */
export interface RegulatedPlace {
  country: string
  city: string
  cityId: string
  area?: string
  areaId?: string
}

export interface NewIdentity {
  party: RegulatedParty
  firstName: string
  lastName: string
  /** E.164 */
  phone: string
  email?: string
  /** ISO 3166-1 alpha-2; where the person lives or the company sits. */
  country: string
  birthCountry?: string
  /** ISO date YYYY-MM-DD. */
  birthDate?: string
  idNumber?: string
  personalTaxId?: string
  companyName?: string
  companyRegistrationNumber?: string
  vatId?: string
}

export interface Identity {
  identityId: string
  party: RegulatedParty
  isVerified: boolean
}

export interface NewRegulatedAddress {
  identityId: string
  country: string
  city: string
  /** From findPlaces, where the city was matched. */
  cityId?: string
  areaId?: string
  postalCode: string
  street: string
}

export interface RegulatedAddress {
  addressId: string
  identityId?: string
  isVerified: boolean
}

/** The connector encrypts it before it leaves us. */
export interface NewRegulatedDocument {
  fileName: string
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf'
  content: Uint8Array
}

export interface RegulatedDocument {
  documentId: string
  /** UTC instant after which the carrier forgets a file that no proof uses. */
  expiresAt?: string
}

export interface NewProof {
  of: { identityId: string } | { addressId: string }
  proofTypeId: string
  documentIds: string[]
}

/** Why papers or data are refused, in parts that a page and a correction link can use (R205, X43). */
export interface RegistrationProblem {
  /** Stable, upper snake case: FIELD_MISSING, PROOF_MISSING, ADDRESS_MISMATCH, NAME_MISMATCH, DOCUMENT_UNREADABLE, DOCUMENT_EXPIRED, OTHER. */
  code: string
  /** The carrier's words, fit for the customer. */
  message: string
  /** The fields to be corrected, where the carrier's words tell them. */
  fields: RegistrationField[]
  /** The papers to be sent anew. */
  proofsOf: ProofRequirement['of'][]
}

export interface NewAddressVerification {
  addressId: string
  /** The carrier's ids of numbers that were ordered. */
  numberIds: string[]
  serviceDescription?: string
  /** Signed forms that go with each verification. */
  documentIds?: string[]
}

export interface AddressVerification {
  verificationId: string
  /** Ours, where the carrier keeps it in full. */
  ref?: string
  status: 'pending' | 'approved' | 'rejected'
  /** Empty unless rejected. */
  problems: RegistrationProblem[]
}

/** What a carrier posts to us, as it came in. */
export interface ProviderCallback {
  method: 'GET' | 'POST'
  /** The full public address that was called, query included. */
  url: string
  /** Names in lower case. */
  headers: Record<string, string | undefined>
  /** Decoded form or query fields. */
  fields: Record<string, string>
}

/** A hint that something changed: what it says of the state is not believed but read again (callbacks can be replayed). */
export type CallbackHint =
  | { about: 'order'; orderId: string }
  | { about: 'verification'; verificationId: string }

/**
 * A carrier whose numbers may need the customer's identity, address and papers (DIDWW). Personal data and papers pass
 * through memory only and appear in no exchange. Each write stores its `ref`; look with `find…` first. (R185 to R196)
 */
export interface RegulatedNumberProvider extends NumberProvider {
  readonly canRegister: true
  /** The default first; never empty. */
  readonly registrationRoutes: readonly RegistrationRoute[]
  /** The carrier's page where a person uploads papers by hand (R187). */
  readonly portalUrl?: string

  /** The live rules for an offer's place and kind; absent when it needs no registration. */
  findRequirement(offerId: string): Promise<RegistrationRequirement | undefined>
  /** Places whose name is or begins with what was typed, in any case; at most 20. An empty text begins all of them. */
  findPlaces(country: string, city: string): Promise<RegulatedPlace[]>

  findIdentity(ref: string): Promise<Identity | undefined>
  createIdentity(identity: NewIdentity, ref: string): Promise<Identity>
  /** Succeeds when already gone; with its addresses and proofs. */
  removeIdentity(ref: string): Promise<void>

  findAddress(ref: string): Promise<RegulatedAddress | undefined>
  createAddress(address: NewRegulatedAddress, ref: string): Promise<RegulatedAddress>
  /** Succeeds when already gone. */
  removeAddress(ref: string): Promise<void>

  findDocument(ref: string): Promise<RegulatedDocument | undefined>
  uploadDocument(document: NewRegulatedDocument, ref: string): Promise<RegulatedDocument>
  /** Succeeds when already gone. */
  removeDocument(ref: string): Promise<void>

  findProof(ref: string): Promise<{ proofId: string } | undefined>
  createProof(proof: NewProof, ref: string): Promise<{ proofId: string }>
  /** Succeeds when already gone. */
  removeProof(ref: string): Promise<void>

  /** A signed permanent form that stands with the identity already. */
  findPermanentForm(identityId: string, templateId: string): Promise<{ formId: string } | undefined>
  submitPermanentForm(
    form: { identityId: string; templateId: string; documentIds: string[] },
    ref: string,
  ): Promise<{ formId: string }>

  /** Would the carrier accept this identity and address for the requirement? Empty: yes. Changes nothing. */
  validateRegistration(registration: {
    requirementId: string
    identityId: string
    addressId: string
  }): Promise<RegistrationProblem[]>

  findVerification(ref: string): Promise<AddressVerification | undefined>
  /** By the carrier's id: for watching and after callbacks. */
  readVerification(verificationId: string): Promise<AddressVerification | undefined>
  /** Asks the carrier's people to verify an address for numbers. A new attempt after a rejection takes a new reference. */
  requestVerification(verification: NewAddressVerification, ref: string): Promise<AddressVerification>

  /** Checks the signature; undefined when it is forged, or not a callback of this carrier. Never trusts its state. */
  readCallback(callback: ProviderCallback): CallbackHint | undefined
}

export function isRegulated(provider: NumberProvider): provider is RegulatedNumberProvider {
  return provider.canRegister
}
