import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactText } from './redact-text.ts'

test.each([
  ['Bearer abcdefgh.12345678', 'Bearer [redacted]'],
  ['LPA:1$smdp.example$K2-1X-ABC', 'LPA:[redacted]'],
  ['https://user:pass@host/x?sso_token=abc&y=1', 'https://[redacted]@host/x?sso_token=[redacted]&y=1'],
  ['card 4111-1111-1111-1111 refused', 'card [redacted] refused'],
  ['{"password": "abc"}', '{"password": "[redacted]"}'],
])('%s is cut', (text, cut) => {
  expect(redactText(text)).toBe(cut)
})

test('order numbers, phone numbers and instants in texts stay', () => {
  const text = 'Order 00000101 for +442071838750 at 1767225600000, billing order 4711, invoice 20260000123.'
  expect(redactText(text)).toBe(text)
})

test('full identifiers keep their last four digits', () => {
  expect(redactText('SIM 8944500102198304826F and EID 89049032004008882600012345678901')).toBe(
    'SIM ••••4826 and EID ••••8901',
  )
})

test('an id of ours stays whole, even where chance made it of digits alone', () => {
  const digits = fc.stringMatching(/^[2-6]\d{7}-\d{4}-\d{4}-\d{4}-\d{12}$/)
  fc.assert(
    fc.property(fc.oneof(fc.uuid(), digits), (id) => {
      expect(redactText(`order ${id}/whmcs.add-order`)).toBe(`order ${id}/whmcs.add-order`)
    }),
  )
})
