import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createVault } from './vault.ts'

const key = new Uint8Array(32).fill(7)
const vault = createVault(key)
const iccid = '8944500102198304826'

test('what is sealed is read again with the same key for the same purpose', () => {
  for (const text of [iccid, '', 'zażółć 🚢']) expect(vault.open(vault.seal(text, 'a'), 'a')).toBe(text)
  expect(createVault(key).open(vault.seal(iccid, 'a'), 'a')).toBe(iccid)
})

test('a sealed value shows nothing of the text, not even that two are the same', () => {
  const [one, other] = [vault.seal(iccid, 'a'), vault.seal(iccid, 'a')]
  expect(one.toString('latin1')).not.toContain(iccid)
  expect(one.equals(other)).toBe(false)
})

test('a value that was altered, cut, moved to another purpose or sealed with another key opens nothing', () => {
  const sealed = vault.seal(iccid, 'order:1:iccid')
  for (let place = 0; place < sealed.length; place += 1) {
    const altered = Buffer.from(sealed)
    altered[place] = (altered[place] ?? 0) ^ 1
    expect(() => vault.open(altered, 'order:1:iccid')).toThrow()
    expect(() => vault.open(sealed.subarray(0, place), 'order:1:iccid')).toThrow()
  }
  expect(() => vault.open(sealed, 'order:2:iccid')).toThrow()
  expect(() => createVault(new Uint8Array(32).fill(8)).open(sealed, 'order:1:iccid')).toThrow()
})

test('an empty text needs its whole tag too', () => {
  const sealed = vault.seal('', 'a')
  for (const length of [17, 21, 25, 28]) expect(() => vault.open(sealed.subarray(0, length), 'a')).toThrow()
})

test('a digest is the same every time, and nobody can make it without the key', () => {
  const digest = vault.digest(iccid, 'iccid')
  expect(createVault(key).digest(iccid, 'iccid').equals(digest)).toBe(true)
  expect(vault.digest(iccid, 'eid').equals(digest)).toBe(false)
  expect(createVault(new Uint8Array(32).fill(8)).digest(iccid, 'iccid').equals(digest)).toBe(false)
  expect(createHash('sha256').update(iccid).digest().equals(digest)).toBe(false)
})

test('a short master key is refused', () => {
  expect(() => createVault(new Uint8Array(31))).toThrow(RangeError)
})
