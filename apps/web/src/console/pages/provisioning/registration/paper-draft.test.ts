import { describe, expect, test } from 'vitest'
import { type PaperDraft, paperProblems, serverProblems } from './paper-draft.ts'

const today = '2026-05-31'
const scan = (bytes = 10, type = 'application/pdf') => new File([new Uint8Array(bytes)], 'bill.pdf', { type })
const bill: PaperDraft = {
  of: 'address',
  proofTypeId: 'utility-bill',
  file: scan(),
  issuedOn: '2026-04-01',
  expiresOn: '',
  nameOnPaper: 'Ada Moreno',
  addressOnPaper: '1 Quay Street',
  registrationNumberOnPaper: '',
  isLegible: true,
}
const wrong = (part: Partial<PaperDraft>) => Object.keys(paperProblems({ ...bill, ...part }, today))

describe('what is looked at before a paper travels', () => {
  test('a good one is let through', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ of: 'identity', issuedOn: '', addressOnPaper: '' })).toEqual([])
  })

  test('a file that is missing, empty, too large or of another type', () => {
    expect(wrong({ file: null })).toEqual(['file'])
    expect(wrong({ file: scan(0) })).toEqual(['file'])
    expect(wrong({ file: scan(10, 'text/html') })).toEqual(['file'])
    expect(wrong({ file: scan(10 * 1024 * 1024) })).toEqual([])
    expect(wrong({ file: scan(10 * 1024 * 1024 + 1) })).toEqual(['file'])
  })

  test('a proof of address is three months old at most, to the day, also at the end of a short month', () => {
    expect(wrong({ issuedOn: '' })).toEqual(['issuedOn'])
    expect(wrong({ issuedOn: '2026-02-28' })).toEqual([])
    expect(wrong({ issuedOn: '2026-02-27' })).toEqual(['issuedOn'])
    expect(wrong({ issuedOn: '2026-06-01' })).toEqual(['issuedOn'])
    expect(wrong({ of: 'identity', issuedOn: '2019-01-01' })).toEqual([])
  })

  test('what does not stand on it, cannot be read, or has expired', () => {
    expect(wrong({ nameOnPaper: ' ', addressOnPaper: '' })).toEqual(['nameOnPaper', 'addressOnPaper'])
    expect(wrong({ of: 'business' })).toEqual(['registrationNumberOnPaper'])
    expect(wrong({ isLegible: false, expiresOn: '2026-05-30' })).toEqual(['expiresOn', 'isLegible'])
  })
})

test('a refusal stands beside the field that it is about, and an unknown one is not lost', () => {
  const told = [
    { code: 'NAME_MISMATCH', message: 'Another name.', fields: [] },
    { code: 'DOCUMENT_EXPIRED', message: 'Too old.', fields: [] },
    { code: 'BUSINESS_MISMATCH', message: 'Another number.', fields: ['companyRegistrationNumber' as const] },
    { code: 'OTHER', message: 'Something else.', fields: [] },
  ]
  expect(serverProblems(told, bill)).toEqual({
    nameOnPaper: 'Another name.',
    issuedOn: 'Too old.',
    registrationNumberOnPaper: 'Another number.',
    whole: 'Something else.',
  })
})
