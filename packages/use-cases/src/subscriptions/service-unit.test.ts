import type { OrderItem, Policy } from '@turnup/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unitOfService } from './service-unit.ts'

const policy = { pricingMismatch: 'warn' } as Policy

function item(id: string, category: OrderItem['category'], quantity: number, mapped = true): OrderItem {
  return {
    id,
    productId: `p${id}`,
    sku: `S${id}`,
    name: `Item ${id}`,
    category,
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity,
    unitPrice: { amountMinor: 100, currency: 'USD' },
    billingProductId: mapped ? '1' : undefined,
    configOptions: {},
    requiresPaymentMethod: true,
  }
}
const services = (count: number) => Array.from({ length: count }, (_, index) => `${100 + index}`)

test('each eSIM of a line is a service of its own, other lines are one', () => {
  const order = {
    items: [item('1', 'vpn', 3), item('2', 'esim', 2), item('3', 'sim', 1)],
    billing_service_ids: services(4),
  }
  expect(services(4).map((id) => unitOfService(order, id, policy)?.id)).toEqual(['1.1', '2.1', '2.2', '3.1'])
})

test('where billing made another number of services than it was sent lines, nothing is guessed', () => {
  const order = { items: [item('1', 'vpn', 3), item('2', 'esim', 1)], billing_service_ids: services(4) }
  expect(services(4).map((id) => unitOfService(order, id, policy))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('no two services are the same unit, and a stranger is none', () => {
  const lines = fc.array(
    fc.tuple(fc.constantFrom('esim', 'sim', 'vpn', 'internet'), fc.integer({ min: 1, max: 4 }), fc.boolean()),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(lines, (shapes) => {
      const items = shapes.map(([category, quantity, mapped], index) =>
        item(String(index + 1), category as OrderItem['category'], quantity, mapped),
      )
      const count = items
        .filter(({ billingProductId }) => billingProductId)
        .reduce((sum, { category, quantity }) => sum + (category.endsWith('sim') ? quantity : 1), 0)
      const order = { items, billing_service_ids: services(count) }
      const units = services(count).map((id) => unitOfService(order, id, policy)?.id)
      expect(new Set(units).size).toBe(count)
      expect(units).not.toContain(undefined)
      expect(unitOfService(order, 'stranger', policy)).toBeUndefined()
    }),
  )
})
