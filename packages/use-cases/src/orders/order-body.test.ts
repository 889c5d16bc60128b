import { orderStatuses } from '@turnup/contracts'
import { orderStates } from '@turnup/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { statusOf, totalOf } from './order-body.ts'

test('every state has a status of document 1, and every status a state', () => {
  expect(new Set(orderStates.map((state) => statusOf[state]))).toEqual(new Set(orderStatuses))
})

test('totals count every line once, in its own cycle', () => {
  const lines = fc.array(
    fc.record({
      billingCycle: fc.constantFrom('monthly', 'annually', 'one-time'),
      quantity: fc.integer({ min: 1, max: 9 }),
      amountMinor: fc.integer({ min: 0, max: 1_000_000 }),
    }),
  )
  fc.assert(
    fc.property(lines, (shapes) => {
      const items = shapes.map(({ amountMinor, ...rest }) => ({
        ...rest,
        unitPrice: { amountMinor, currency: 'USD' },
      }))
      const total = (['monthly', 'annually', 'one-time'] as const)
        .map((cycle) => totalOf(items as never, cycle, 'USD').amountMinor)
        .reduce((sum, amount) => sum + amount, 0)
      expect(total).toBe(shapes.reduce((sum, { amountMinor, quantity }) => sum + amountMinor * quantity, 0))
    }),
  )
})
