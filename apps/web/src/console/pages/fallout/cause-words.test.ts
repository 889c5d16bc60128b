import { expect, test } from 'vitest'
import { causeWords, wordsOfRepair } from './cause-words.ts'

test('a cause is told in words', () => {
  expect(causeWords('PAYMENT_METHOD_MISSING')).toBe('Payment method missing')
  expect(causeWords('ESIM_STOCK_EMPTY')).toBe('eSIM stock empty')
  expect(causeWords('CRM_ORDER_UNKNOWN')).toBe('CRM order unknown')
})

test('every repair that a cause may offer has words', () => {
  const all = [
    'retry',
    'change-input',
    'adopt',
    'skip',
    'replace',
    'fulfil',
    'cancel',
    'resume-connector',
  ] as const
  for (const repair of all) expect(wordsOfRepair(repair)).toMatch(/^[A-Z][a-z]/)
})
