import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { internetItem } from '../testing/test-items.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

test('an order of two eSIMs and an internet line comes to live service, each effect once', async () => {
  const { esimItem } = await import('../testing/test-items.ts')
  const id = await world.startOrder({ items: [esimItem({ quantity: 2 }), internetItem()] })
  await world.run(id)
  const { head, steps } = await world.read(id)
  expect(head).toMatchObject({ state: 'completed', wakeAt: undefined, nextAction: undefined })
  expect(new Set(steps.map((step) => step.state))).toEqual(new Set(['done']))
  expect(world.outside.billing.orders).toMatchObject([{ status: 'active' }])
  expect(world.outside.sims.lines.map((line) => line.status)).toEqual(['active', 'active'])
  expect(world.outside.crm.statusesOf(head.crmOrderId as string)).toEqual(['activating', 'provisioned'])
})
