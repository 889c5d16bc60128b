import { reachableStates } from '@turnup/domain'
import { expect, test } from 'vitest'
import { locateIccid } from './iccid-range.ts'
import { demoIccids, demoRanges, luhnCheckDigit, profileStateTable } from './index.ts'
import { ProfileStore } from './profile-store.ts'

test('every state of a profile can be reached', () => {
  expect([...reachableStates(profileStateTable, 'Available')].sort()).toEqual(
    Object.keys(profileStateTable).sort(),
  )
})

test('ICCIDs carry the Luhn check digit, and one wrong digit makes them unknown', () => {
  expect(luhnCheckDigit('7992739871')).toBe(3)
  const [iccid = ''] = demoIccids('DATA-5G', 61_422, 1)
  expect(iccid).toMatch(/^8988303\d{12}$/)
  expect(locateIccid(demoRanges, iccid)?.sequence).toBe(61_422)
  const wrong = `${iccid.slice(0, -1)}${(Number(iccid.at(-1)) + 1) % 10}`
  expect(locateIccid(demoRanges, wrong)).toBeUndefined()
})

test('what the SM-DP+ picks itself is never in the half that the operator hands out', () => {
  const store = new ProfileStore(demoRanges)
  const picked = store.pick('DATA-5G')?.iccid ?? ''
  expect(locateIccid(demoRanges, picked)?.sequence).toBeGreaterThanOrEqual(500_000)
  expect(() => demoIccids('DATA-5G', 499_999, 2)).toThrow(RangeError)
})
