import type { NumberKind } from './number-provider.ts'

export type RegulatedParty = 'personal' | 'business'

/** Fields of a person's or company's registration. The names are ours; a form and a correction link name them (X43). */
export const registrationFields = [
  'firstName',
  'lastName',
  'birthDate',
  'birthCountry',
  'idNumber',
  'personalTaxId',
  'phone',
  'email',
  'companyName',
  'companyRegistrationNumber',
  'vatId',
  'country',
  'city',
  'area',
  'postalCode',
  'street',
  'serviceDescription',
] as const
export type RegistrationField = (typeof registrationFields)[number]

/** One field of the form that is drawn for a requirement, in the order of the list (R170 to R172). */
export interface RegistrationFormField {
  name: RegistrationField
  section: 'identity' | 'address' | 'business' | 'service'
  kind: 'text' | 'long-text' | 'date' | 'phone' | 'email' | 'country' | 'place'
  isRequired: boolean
}

/** How near a person or an address must be to the number. */
export type PlaceLevel = 'world-wide' | 'country' | 'area' | 'city'

export interface ProofType {
  proofTypeId: string
  /** 'Passport', 'Utility bill'. */
  name: string
}

/** Papers that must be shown: any of the accepted types, this many of them (R173, R202 to R204). */
export interface ProofRequirement {
  /** What the paper proves; business papers belong to a business identity. */
  of: 'identity' | 'address' | 'business'
  quantity: number
  accepted: ProofType[]
}

/** A form of the carrier that is downloaded, signed and sent back. */
export interface DocumentTemplate {
  templateId: string
  name: string
  url: string
  /** Permanent ones go with the identity once, the others with each address verification. */
  isPermanent: boolean
}

/** What one kind of party must give for numbers of one place and kind; a form is drawn from it. */
export interface RegistrationForm {
  party: RegulatedParty
  fields: RegistrationFormField[]
  proofs: ProofRequirement[]
  templates: DocumentTemplate[]
  /** Where the person or company must be at home, and where the address must be. */
  identityLevel: PlaceLevel
  addressLevel: PlaceLevel
}

/** The carrier's live rules for a place and number kind (R169 to R174, X31). */
export interface RegistrationRequirement {
  requirementId: string
  country: string
  kind: NumberKind
  /** One for each kind of party that is allowed; never empty. */
  forms: RegistrationForm[]
  /** The carrier's own words of restriction, to be shown. */
  notice?: string
}
