import { describe, expect, it } from 'vitest'
import { missingParts } from './admin-password.ts'
import { tokenOf } from './link-token.ts'
import { readable } from './number-words.ts'
import { formNameOf, stepOfField } from './pbx-order-request.ts'
import { birthDateTrouble, isCalendarDay } from './step-rules.ts'

describe('a date of birth', () => {
  it.each([
    ['1984-07-21', undefined],
    ['2008-11-21', undefined],
    ['2008-11-22', 'under-age'],
    ['2026-11-21', 'future'],
    ['1884-07-21', 'too-long-ago'],
    ['1984-02-30', 'malformed'],
    ['21.07.1984', 'malformed'],
  ])('%s is %s', (text, trouble) => {
    expect(birthDateTrouble(text, '2026-11-21')).toBe(trouble)
  })

  it('is a day of the calendar', () => expect(isCalendarDay('2024-02-29')).toBe(true))
})

describe('a refusal of the server', () => {
  it.each([
    ['contact.email', 'company', 'contactEmail'],
    ['domain', 'extensions', 'ownDomain'],
    ['packages.0', 'extensions', 'packages'],
    ['holdId', 'number', 'holdId'],
    ['registration.values.city', 'registration', 'city'],
    ['admin.username', 'admin', 'username'],
    ['promoCode', 'summary', 'promoCode'],
  ])('of %s belongs to the step %s, beside %s', (field, step, name) => {
    expect([stepOfField(field), formNameOf(field)]).toEqual([step, name])
  })

  it('of nothing in particular belongs to no step', () => {
    expect([stepOfField(undefined), stepOfField('elsewhere')]).toEqual([undefined, undefined])
  })
})

describe('the token of a link', () => {
  const token = 'a'.repeat(43)

  it('stands behind the #, and nothing else is one', () => {
    expect(tokenOf(`#token=${token}`)).toBe(token)
    expect(tokenOf(`token=${token}`)).toBe(token)
    expect([tokenOf(''), tokenOf('#token=short'), tokenOf(`#token=${token}!`)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

it('a password needs small and capital letters and a digit', () => {
  expect(missingParts('harbour')).toEqual(['upper', 'digit'])
  expect(missingParts('Seven boats 7')).toEqual([])
})

it('names that carriers shout are written as names, and codes stay', () => {
  expect([
    readable('BRITISH COLUMBIA'),
    readable('SAINT-JÉRÔME'),
    readable('NY'),
    readable('Cape Town'),
  ]).toEqual(['British Columbia', 'Saint-Jérôme', 'NY', 'Cape Town'])
})
