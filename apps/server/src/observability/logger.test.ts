import { Writable } from 'node:stream'
import { ProviderError } from '@turnup/domain'
import { expect, test } from 'vitest'
import { createLogger } from './logger.ts'

function logged(fields: object, message = 'Said.'): string {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  createLogger('debug', stream).info(fields, message)
  return lines.join('')
}

test('secrets and personal data are gone from every depth', () => {
  const line = logged({
    headers: { authorization: 'Bearer eyJhbGciOi', 'X-Signature': 'v1=deadbeef' },
    body: { password: 'hunter2', nested: [{ refreshToken: 'rt-1', card_number: '4111111111111111' }] },
    customer: { firstName: 'Ada', phone: '+15551234567', email: 'ada@example.com', street: 'Harbour 1' },
    iccid: '8901000000000000017',
    sendgridApiKey: 'SG.x',
  })
  expect(line).not.toMatch(/eyJ|deadbeef|hunter2|rt-1|4111|Ada|5551234567|ada@|Harbour|0000000017|SG\.x/)
  expect(line).toContain('a•••@example.com')
})

test('the number of a SIM profile is cut even inside a text', () => {
  const line = logged({ what: 'profile 8901000000000000017F is gone' }, 'ok')
  expect(line).toContain('••••0017')
  expect(line).not.toContain('89010000')
})

test('tokens and activation codes are cut even inside the text of an error', () => {
  const error = new Error(
    'GET https://user:hunter2@host/x?sso_token=abc with Bearer abcdefgh, LPA:1$smdp$K2-1X',
  )
  expect(logged({ err: error, url: error.message })).not.toMatch(/hunter2|=abc|abcdefgh|K2-1X/)
})

test('what helps to find a fault stays', () => {
  const line = logged({ orderId: 'o-1', maskedIccid: '••••0017', durationMs: 12, hasPassword: true })
  expect(line).toContain('"orderId":"o-1"')
  expect(line).toContain('••••0017')
  expect(line).toContain('"hasPassword":true')
})

test('an error is told by kind and place, without the detail that an outside system sent', () => {
  const error = new ProviderError('rejected', {
    code: 'ORDER_REFUSED',
    message: 'Refused for profile 8901000000000000017.',
    connector: 'whmcs',
    operation: 'AddOrder',
    detail: { password2: 'hunter2', note: 'their-words' },
    cause: Object.assign(new Error('inner'), { detail: 'Key (email)=(ada@example.com) exists' }),
  })
  const line = logged({ err: error })
  expect(line).toContain('"connector":"whmcs"')
  expect(line).toContain('ORDER_REFUSED')
  expect(line).not.toMatch(/hunter2|their-words|ada@|8901000/)
})

test('a whole request in a log line does not bring its contents along', () => {
  class FakeRequest {
    body = 'hunter2'
  }
  const line = logged({ req: new FakeRequest(), rows: new Map([['a', 'hunter2']]) })
  expect(line).toContain('[FakeRequest]')
  expect(line).not.toContain('hunter2')
})
