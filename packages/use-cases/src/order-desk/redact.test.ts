import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from './redact.ts'

const secret = 'sesame-open-42'

test.each([
  'password',
  'newPassword',
  'PASSWD',
  'client_secret',
  'access_token',
  'apiKey',
  'X-Api-Key',
  'accesskey',
  'privateKey',
  'Authorization',
  'set-cookie',
  'X-Signature',
  'matchingId',
  'activation_code',
  'confirmationCode',
  'gatewayid',
  'cardnum',
  'card_number',
  'cvv',
  'cvc',
  'pan',
  'iban',
  'puk',
  'PIN1',
  'credentials',
])('the value of %s is taken out, however deep it stands', (key) => {
  const text = JSON.stringify(redact({ a: [{ [key]: secret }, { [key]: { inner: secret } }] }))
  expect(text).not.toContain(secret)
  expect(text).toContain('[redacted]')
})

test.each([
  ['orderId', '77'],
  ['sku', 'ESIM-DATA-20'],
  ['company', 'Acme'],
  ['panel', 'left'],
  ['pinned', true],
  ['billingServiceIds', ['301', '302']],
  ['amountMinor', 1850],
  ['phone', '+12025550143'],
  ['crmOrderId', '801xx0000000001AAA'],
  ['createdAt', '2026-01-01T00:00:00.000Z'],
  ['iccidSecret', 'iccid:1.1'],
  ['correlationId', 'c0a8f3de-7d1c-4f0e-9a53-0c9a9f0b6f11'],
  ['at', 1767225600000],
])('%s stays as it is', (key, value) => {
  expect(redact({ [key]: value })).toEqual({ [key]: value })
})

test('full identifiers keep their last four digits, in fields and in texts', () => {
  expect(redact({ iccid: '8944500102198304826', eid: 89049032004008, imsi: '001010123456789' })).toEqual({
    iccid: '••••4826',
    eid: '••••4008',
    imsi: '••••6789',
  })
  expect(redact({ why: 'SIM 8944500102198304826' })).toEqual({ why: 'SIM ••••4826' })
})

test('redacting twice is redacting once, and it never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const once = redact(value)
      expect(redact(once)).toEqual(once)
    }),
  )
})
