import { expect, test } from 'vitest'
import { pbxDetails, registrationData, registrationValues } from '../../../fulfilment/src/testing/test-pbx.ts'
import { mediaTypeOf, paperProblems } from './paper-problems.ts'
import { registrationProblems } from './registration-problems.ts'

const today = '2026-03-02'
const pbx = pbxDetails('api-upload')
const registration = pbx.registration
if (!registration) throw new Error('A regulated order has a registration.')
const business = {
  ...registration,
  party: 'business' as const,
  proofs: [
    {
      of: 'business' as const,
      quantity: 1,
      accepted: [{ proofTypeId: 'extract', name: 'Register extract' }],
    },
  ],
}

test('missing fields, impossible dates, incomplete addresses and another company are found', () => {
  const codes = (values: object, details = pbx) =>
    registrationProblems(details, registrationData({ values }), today).map(({ code, fields }) => [
      code,
      ...fields,
    ])
  expect(codes(registrationValues)).toEqual([])
  expect(codes({ ...registrationValues, lastName: ' ' })).toEqual([['FIELD_MISSING', 'lastName']])
  expect(codes({ ...registrationValues, street: undefined })).toEqual([['ADDRESS_INCOMPLETE', 'street']])
  for (const birthDate of ['29.02.1980', '1981-02-29', '2027-01-01', '1880-01-01'])
    expect(codes({ ...registrationValues, birthDate }), birthDate).toEqual([['DATE_INVALID', 'birthDate']])
  const ofCompany = { ...pbx, registration: business }
  expect(codes({ ...registrationValues, companyName: 'ACME Corp Ltd' }, ofCompany)).toEqual([])
  expect(codes({ ...registrationValues, companyName: 'Other Ltd' }, ofCompany)).toEqual([
    ['BUSINESS_MISMATCH', 'companyName'],
  ])
})

const pdf = Buffer.from('%PDF-1.7 a bill')
const bill = {
  of: 'address' as const,
  proofTypeId: 'bill',
  fileName: 'bill.pdf',
  issuedOn: '2026-01-15',
  nameOnPaper: 'QUATREMAINE, Zénobia',
  addressOnPaper: '17 Kloofnek Passage, Gardens, 8001 Cape Town',
  isLegible: true,
}

function check(
  change: Partial<typeof bill> & Record<string, unknown>,
  content: Uint8Array = pdf,
  of = registration,
) {
  return paperProblems(
    { given: { ...bill, ...change } as typeof bill, content },
    of ?? business,
    registrationData(),
    today,
  )
}

test('a good paper passes, however its name is spelt', () => {
  expect(check({})).toEqual([])
  expect(check({ issuedOn: '2025-12-02' })).toEqual([])
})

test.each([
  ['FILE_TYPE_NOT_ALLOWED', {}, Buffer.from('<html>')],
  ['FILE_TOO_LARGE', {}, Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)])],
  ['PROOF_TYPE_UNKNOWN', { proofTypeId: 'passport' }, pdf],
  ['DOCUMENT_UNREADABLE', { isLegible: false }, pdf],
  ['DOCUMENT_EXPIRED', { issuedOn: '2025-12-01' }, pdf],
  ['DOCUMENT_EXPIRED', { expiresOn: '2026-03-01' }, pdf],
  ['DATE_MISSING', { issuedOn: undefined }, pdf],
  ['DATE_INVALID', { issuedOn: '2026-03-03' }, pdf],
  ['NAME_MISMATCH', { nameOnPaper: 'Zenobia Other' }, pdf],
  ['ADDRESS_MISMATCH', { addressOnPaper: '17 Kloofnek Passage, 8002 Cape Town' }, pdf],
] as const)('%s is found before a paper leaves us', (code, change, content) => {
  const problems = check(change, content)
  expect(problems.map((problem) => problem.code)).toEqual([code])
  expect(problems[0]?.proofsOf).toEqual(['address'])
  expect(JSON.stringify(problems)).not.toContain('Kloofnek')
})

test('a register extract must show the company and its number', () => {
  const values = {
    ...registrationValues,
    companyName: 'Acme Corp',
    companyRegistrationNumber: '2019/123456/07',
  }
  const given = {
    of: 'business' as const,
    proofTypeId: 'extract',
    fileName: 'extract.pdf',
    nameOnPaper: 'ACME CORP (Pty) Ltd',
    registrationNumberOnPaper: '2019 123456 07',
    isLegible: true,
  }
  const codes = (change: object) =>
    paperProblems(
      { given: { ...given, ...change }, content: pdf },
      business,
      registrationData({ values }),
      today,
    )
  expect(codes({})).toEqual([])
  expect(codes({ nameOnPaper: 'Other' })).toMatchObject([
    { code: 'BUSINESS_MISMATCH', fields: ['companyName'] },
  ])
  expect(codes({ registrationNumberOnPaper: '1' })).toMatchObject([
    { code: 'BUSINESS_MISMATCH', fields: ['companyRegistrationNumber'] },
  ])
})

test('a file is what its first bytes say', () => {
  expect(mediaTypeOf(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe('image/jpeg')
  expect(mediaTypeOf(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('image/png')
  expect(mediaTypeOf(pdf)).toBe('application/pdf')
  expect(mediaTypeOf(Buffer.from('MZ'))).toBeUndefined()
  expect(mediaTypeOf(Buffer.alloc(0))).toBeUndefined()
})
