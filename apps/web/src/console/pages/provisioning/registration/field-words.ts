import type { CorrectionRequest } from '@turnup/contracts'

export type Field = CorrectionRequest['fields'][number]
export type PaperKind = CorrectionRequest['proofsOf'][number]

export interface Section {
  key: 'identity' | 'address' | 'business' | 'service'
  title: string
  fields: readonly Field[]
}

/** The sections of a registration as operators look them through (R200). */
export const sections: readonly Section[] = [
  {
    key: 'identity',
    title: 'Identity',
    fields: [
      'firstName',
      'lastName',
      'birthDate',
      'birthCountry',
      'idNumber',
      'personalTaxId',
      'phone',
      'email',
    ],
  },
  { key: 'address', title: 'Address', fields: ['country', 'city', 'area', 'postalCode', 'street'] },
  { key: 'business', title: 'Business', fields: ['companyName', 'companyRegistrationNumber', 'vatId'] },
  { key: 'service', title: 'Use of the number', fields: ['serviceDescription'] },
]

export const fieldWords: Record<Field, string> = {
  firstName: 'First name',
  lastName: 'Last name',
  birthDate: 'Date of birth',
  birthCountry: 'Country of birth',
  idNumber: 'Identity document number',
  personalTaxId: 'Personal tax number',
  phone: 'Phone',
  email: 'E-mail',
  companyName: 'Company name',
  companyRegistrationNumber: 'Registration number',
  vatId: 'Tax or VAT number',
  country: 'Country',
  city: 'City',
  area: 'Area',
  postalCode: 'Postal code',
  street: 'Street address',
  serviceDescription: 'What the number is used for',
}

export const paperWords: Record<PaperKind, string> = {
  identity: 'Proof of identity',
  address: 'Proof of address',
  business: 'Proof of business',
}

/** Which papers there are, in the order in which they are asked for. */
export const paperKinds = Object.keys(paperWords) as PaperKind[]
