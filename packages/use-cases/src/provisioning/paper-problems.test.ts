import { expect, test } from 'vitest'
import { pbxDetails, registrationData, registrationValues } from '../../../fulfilment/src/testing/test-pbx.ts'
import { paperProblems } from './paper-problems.ts'

const { registration } = pbxDetails('api-upload')
const content = Buffer.from('%PDF-1.7 a bill')
const { street, postalCode, city } = registrationValues
const bill = {
  of: 'address' as const,
  proofTypeId: 'bill',
  fileName: 'bill.pdf',
  nameOnPaper: 'Acme Widgets Limited',
  addressOnPaper: `${street}, ${postalCode} ${city}`,
  issuedOn: '2026-02-01',
  isLegible: true,
}

function problemsOf(companyName: string | undefined, nameOnPaper: string) {
  if (!registration) throw new Error('The order of this test has a registration.')
  const data = registrationData({ values: { ...registrationValues, companyName } })
  const paper = { given: { ...bill, nameOnPaper }, content }
  return paperProblems(paper, registration, data, '2026-03-01').map(({ code }) => code)
}

test('a bill that went to the company proves the address of a company, and of nobody else', () => {
  expect(problemsOf('Acme Widgets', 'Acme Widgets Limited')).toEqual([])
  expect(problemsOf(undefined, 'Acme Widgets Limited')).toEqual(['NAME_MISMATCH'])
  expect(problemsOf('Acme Widgets', 'Somebody Else Limited')).toEqual(['NAME_MISMATCH'])
  expect(problemsOf('', 'Acme Widgets Limited')).toEqual(['NAME_MISMATCH'])
})
