import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toLongRecordId } from './crm-record-id.ts'
import { isOneOf, isSignedBy, parseSignature, sign } from './signature.ts'

const parts = { method: 'post', path: '/orders/8/fulfill', timestamp: '1', nonce: 'n', body: Buffer.alloc(0) }

test('Turnup and the Apex class sign alike', () => {
  // printf 'POST\n/orders/8/fulfill\n1\nn\n<sha256 of nothing>' | openssl dgst -sha256 -hmac key
  const known = 'v1=e042d2331717443106065648719d3fad9022bd1d9bc9135d5b8b1347ef415f0f'
  expect(sign('v1', parts, 'key')).toBe(known)
})

test('the raw-body form ends in the body itself', () => {
  // printf 'POST\n/orders/8/fulfill\n1\nn\n{}' | openssl dgst -sha256 -hmac key
  const known = 'v2=7b35c9b9456da05e65ec4b41577ee2a21cbe563a3a647962ad172c86c2f92c81'
  expect(sign('v2', { ...parts, body: Buffer.from('{}') }, 'key')).toBe(known)
})

test('the worked example of the guide is right', () => {
  const guide = readFileSync(
    join(import.meta.dirname, '../../../../docs/guides/events-and-webhook.md'),
    'utf8',
  )
  const told = (name: string) => new RegExp(`^${name}='?([^'\\s]+)`, 'm').exec(guide)?.[1] ?? ''
  const body = Buffer.from(told('BODY'))
  const request = {
    method: 'POST',
    path: `/api/orders/${told('ORDER')}/fulfill`,
    timestamp: told('TIMESTAMP'),
    nonce: told('NONCE'),
    body,
  }
  expect(guide).toContain(`It prints \`${sign('v1', request, told('KEY'))}\``)
  expect(guide).toContain(createHash('sha256').update(body).digest('hex'))
})

test('any of several keys may have signed', () => {
  const signature = parseSignature(sign('v1', parts, 'key'))
  if (!signature) throw new Error('The signature was not understood.')
  expect(isSignedBy(['other', 'key'], signature, parts)).toBe(true)
  expect(isSignedBy(['other'], signature, parts)).toBe(false)
  expect(isSignedBy([], signature, parts)).toBe(false)
  expect(isOneOf(['first', 'second'], 'second')).toBe(true)
  expect(isOneOf(['first', 'second'], 'secon')).toBe(false)
})

test('the long form of a record id tells letters of either case apart', () => {
  expect(toLongRecordId('001D000000IqhSL')).toBe('001D000000IqhSLIAZ')
  expect(toLongRecordId('001D000000IqhSLIAZ')).toBe('001D000000IqhSLIAZ')
  expect(toLongRecordId('001D000000IqhSLIAA')).toBeUndefined()
  expect(toLongRecordId('../../etc/passwd')).toBeUndefined()
})
