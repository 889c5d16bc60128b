import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { base58, engineIdentity } from './engine-identity.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-identity-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['', ''],
  ['00', '1'],
  ['0000287fb4cd', '11233QC4'],
  ['48656c6c6f20576f726c6421', '2NEpo7TZRRrLZSi2U'],
])('base 58 of %s is %s, as others write it', (hex, text) => {
  expect(base58(Buffer.from(hex, 'hex'))).toBe(text)
})

test('the key is made once, stays the same, and nobody else can read it', () => {
  const first = engineIdentity(folder)
  expect(first.publicKey).toMatch(/^publickeyv1_[1-9A-HJ-NP-Za-km-z]{42,44}$/)
  expect(engineIdentity(folder)).toEqual(first)
  expect(statSync(first.privateKeyFile).mode & 0o777).toBe(0o600)
})
