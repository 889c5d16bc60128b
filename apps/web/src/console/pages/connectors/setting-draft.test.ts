import type { ConnectorFieldBody } from '@turnup/contracts'
import { describe, expect, test } from 'vitest'
import { changeRequest, isChange, presentText, problemOf } from './setting-draft.ts'

function field(part: Partial<ConnectorFieldBody>): ConnectorFieldBody {
  return {
    path: 'a',
    label: 'A',
    kind: 'text',
    required: false,
    isSet: true,
    source: 'environment',
    ...part,
  }
}
const timeout = field({ path: 'timeoutMs', kind: 'number', value: 30_000, minimum: 100, maximum: 120_000 })
const secret = field({ path: 'secret', kind: 'secret', required: true })
const promo = field({ path: 'promo', nullable: true, value: 'Promo__c' })
const value = (text: string) => ({ to: 'value' as const, text })

test('what is not touched, or typed back to what it was, is not sent', () => {
  expect(changeRequest([timeout, secret, promo], {})).toEqual({ set: {}, unset: [] })
  const drafts = { timeoutMs: value('30000'), secret: value(''), promo: value('Promo__c') }
  expect(changeRequest([timeout, secret, promo], drafts)).toEqual({ set: {}, unset: [] })
})

test('values are sent in the kind of their field', () => {
  const fields = [
    timeout,
    field({ path: 'flag', kind: 'flag', value: false }),
    field({ path: 'list', kind: 'list', value: ['x'] }),
    field({ path: 'key', kind: 'secret', multiline: true }),
    field({ path: 'text', value: 'old' }),
  ]
  const drafts = {
    timeoutMs: value(' 15 000 '),
    flag: value('true'),
    list: value('one\n\n two '),
    key: value('-----BEGIN\n'),
    text: value(' new '),
  }
  expect(changeRequest(fields, drafts).set).toEqual({
    timeoutMs: 15_000,
    flag: true,
    list: ['one', 'two'],
    key: '-----BEGIN\n',
    text: 'new',
  })
})

test('an emptied field and one that names nothing are none at all; one that goes back is put back', () => {
  const text = field({ path: 'text', value: 'old' })
  const kept = field({ path: 'kept', source: 'console', value: 'mine' })
  const drafts = { text: value(''), promo: { to: 'none' as const }, kept: { to: 'before' as const } }
  expect(changeRequest([text, promo, kept], drafts)).toEqual({
    set: { text: null, promo: null },
    unset: ['kept'],
  })
})

test('only what the console keeps can go back', () => {
  expect(isChange(field({ value: 'x' }), { to: 'before' })).toBe(false)
  expect(isChange(field({ source: 'console', isSet: false }), { to: 'before' })).toBe(true)
})

test('a secret is never shown, whatever the server should send', () => {
  expect(presentText(field({ kind: 'secret', value: 'oops' }))).toBe('')
})

describe('what is told before anything is sent', () => {
  test.each([
    [timeout, '99', 'The least is 100.'],
    [timeout, '120001', 'The most is 120000.'],
    [timeout, 'soon', 'Write a number in digits.'],
    [timeout, '1500', undefined],
    [
      field({ kind: 'url', value: 'https://a.example' }),
      'a.example',
      expect.stringContaining('whole address'),
    ],
    [field({ required: true, value: 'x' }), '', 'This is needed.'],
    [field({ value: 'x' }), '', undefined],
    [promo, '', expect.stringContaining('say that there is none')],
  ])('%o with %j', (given, text, said) => {
    expect(problemOf(given, value(text))).toEqual(said)
  })
})
