import { expect, test } from 'vitest'
import { problemFrom } from './map-problem.ts'

test.for([
  ['Identity Place of Birth must be Belgium', 'FIELD_MISSING', ['birthCountry'], []],
  ['Following Supporting Document(s) required (Belgium Registration Form)', 'PROOF_MISSING', [], []],
  ['Building/house/apartment number is missing', 'FIELD_MISSING', ['street'], []],
  ['Please re-submit with a more recent utility bill.', 'DOCUMENT_EXPIRED', [], ['address']],
  ['Passport has expired', 'DOCUMENT_EXPIRED', [], ['identity']],
  ['ID card: corners are cut off', 'DOCUMENT_UNREADABLE', [], ['identity']],
  ['Name does not match the passport', 'NAME_MISMATCH', ['firstName', 'lastName'], ['identity']],
  [
    'Company name does not match the certificate of registration',
    'NAME_MISMATCH',
    ['companyName'],
    ['business'],
  ],
  [
    'Address does not match the proof of address',
    'ADDRESS_MISMATCH',
    ['street', 'postalCode', 'city'],
    ['address'],
  ],
  ['We cannot serve this customer', 'OTHER', [], []],
] as const)('the carrier’s words "%s" mean %s (R205)', ([words, code, fields, proofsOf]) => {
  expect(problemFrom(words)).toEqual({ code, message: words, fields, proofsOf })
})
