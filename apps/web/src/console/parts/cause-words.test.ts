import { expect, test } from 'vitest'
import { causeWords } from './cause-words.ts'

test('a cause is told in words', () => {
  expect(causeWords('PAYMENT_METHOD_MISSING')).toBe('Payment method missing')
  expect(causeWords('ESIM_STOCK_EMPTY')).toBe('eSIM stock empty')
  expect(causeWords('CRM_ORDER_UNKNOWN')).toBe('CRM order unknown')
})
