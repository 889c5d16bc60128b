import { expect, test } from 'vitest'
import { readProvisioningSearch, readRegistrationSearch, tidySearch } from './provisioning-search.ts'

test('an address is read back as it was written, and what the queue does not know is left out', () => {
  const search = { phase: 'blocked', provider: 'didww', open: true, search: '+27' } as const
  expect(readProvisioningSearch({ ...search, other: 'x' })).toEqual(search)
  expect(readProvisioningSearch({ phase: 'sideways', open: 'yes', search: 27215 })).toEqual({
    search: '27215',
  })
  expect(tidySearch({ phase: undefined, provider: 'didww' })).toEqual({ provider: 'didww' })
})

test('an address leads to a part of the registration that there is, or to its beginning', () => {
  expect(readRegistrationSearch({ part: 'papers' })).toEqual({ part: 'papers' })
  expect(readRegistrationSearch({ part: 'elsewhere' })).toEqual({})
})
