import { expect, test } from 'vitest'
import { shownValue } from './shown-value.ts'

test('a birth date is shown with the age on the day, and one that cannot be is shown as it is', () => {
  expect(shownValue('birthDate', '1990-06-15', '2026-06-14')).toBe('1990-06-15 (35 years old)')
  expect(shownValue('birthDate', '1990-06-15', '2026-06-15')).toBe('1990-06-15 (36 years old)')
  expect(shownValue('birthDate', '2990-06-15', '2026-06-15')).toBe('2990-06-15')
  expect(shownValue('birthDate', '15/06/1990', '2026-06-15')).toBe('15/06/1990')
})

test('a country is shown by its name beside what goes to the provider', () => {
  expect(shownValue('country', 'ZA', '2026-01-01')).toBe('South Africa (ZA)')
  expect(shownValue('country', 'Suid-Afrika', '2026-01-01')).toBe('Suid-Afrika')
})
