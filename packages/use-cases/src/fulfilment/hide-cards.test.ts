import { expect, test } from 'vitest'
import { simItem } from '../../../fulfilment/src/testing/test-items.ts'
import { hideCards, holdsIdentifier } from './hide-cards.ts'

test('the full numbers of cards leave the lines of an order, and only the ICCID is kept', () => {
  const eid = '89049032123451234512345678901235'
  const item = simItem({ configOptions: { iccid: '8988 3030-0000 0000 019', EID: eid, plan: 'L' } })
  const { items, iccids } = hideCards([item])
  expect(items[0]?.configOptions).toEqual({ iccid: '••••0019', EID: '••••1235', plan: 'L' })
  expect([...iccids]).toEqual([['iccid:3.1', '8988303000000000019']])
})

test('numbers that are masked already, and options that are no cards, stay as they are', () => {
  const item = simItem({ configOptions: { ICCID: '••••0019', serial: '8988303000000000019' } })
  const { items, iccids } = hideCards([item])
  expect(items).toEqual([item])
  expect(iccids.size).toBe(0)
})

test.each([
  ['an ICCID', { notes: 'card 8988303000000000019' }, true],
  ['an ICCID with blanks', '8988 3030 0000 0000 019', true],
  ['an EID', ['89049032123451234512345678901235'], true],
  ['an activation code', { code: 'LPA:1$smdp.example$M-1' }, true],
  ['a masked ICCID', { maskedIccid: '••••0019' }, false],
  [
    'a reference that is all digits by chance',
    '41234567-8901-7234-8567-890123456789/line.activate:1.1',
    false,
  ],
  ['an order number and an amount', { orderId: '1234567', amountMinor: 123_456_789 }, false],
])('%s is told from what may be kept', (_name, value, expected) => {
  expect(holdsIdentifier(value)).toBe(expected)
})
