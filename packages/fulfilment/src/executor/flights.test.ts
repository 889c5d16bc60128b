import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { internetItem } from '../testing/test-items.ts'
import { advanceOrder } from './advance-order.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const ordersOf = (clientId: string) =>
  world.outside.billing.orders.filter((order) => order.clientId === clientId)

test('of ten orders of one client placed at once, AddOrder is under way for one at a time', async () => {
  const clientId = randomUUID()
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => world.startOrder({ items: [internetItem()], clientId })),
  )
  let underWay = 0
  let most = 0
  const process = world.startProcess()
  const { billing } = process.services.ports
  process.services.ports = {
    ...process.services.ports,
    billing: new Proxy(billing, {
      get(target, method: keyof typeof billing) {
        if (method !== 'addOrder') return target[method]
        return async (...args: Parameters<typeof billing.addOrder>) => {
          underWay += 1
          most = Math.max(most, underWay)
          // Long enough for the others to come by.
          for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
          try {
            return await target.addOrder(...args)
          } finally {
            underWay -= 1
          }
        }
      },
    }),
  }
  for (let round = 0; round < 100; round += 1) {
    const looks = await Promise.all(ids.map((id) => advanceOrder(process.services, id)))
    const wakes = looks.flatMap(({ wakeInMs }) => (wakeInMs === undefined ? [] : [wakeInMs]))
    if (wakes.length === 0) break
    world.clock.move(Math.min(...wakes))
  }
  for (const id of ids) expect((await world.read(id)).head.state).toBe('completed')
  expect(most).toBe(1)
  expect(ordersOf(clientId)).toHaveLength(10)
})

test('after a lost answer the place stays taken until the effect is found, then it is free at once', async () => {
  const clientId = randomUUID()
  const first = await world.startOrder({ items: [internetItem()], clientId })
  world.outside.fail('billing.addOrder', { kind: 'late', afterMs: 30_000 })
  await advanceOrder(world.services, first)
  const second = await world.startOrder({ items: [internetItem()], clientId })
  await advanceOrder(world.services, second)
  expect(ordersOf(clientId)).toEqual([])
  expect((await world.read(second)).step('billing.add-order').state).toBe('ready')
  const startedAt = world.clock.now().getTime()
  await world.run(first)
  expect(ordersOf(clientId)).toHaveLength(1)
  await world.run(second)
  expect((await world.read(second)).head.state).toBe('completed')
  expect(ordersOf(clientId)).toHaveLength(2)
  expect(world.clock.now().getTime() - startedAt).toBeLessThan(45_000)
})

test.each(['refused', 'unavailable'] as const)(
  'a place whose call was %s is free for the next order at once',
  async (kind) => {
    const clientId = randomUUID()
    const first = await world.startOrder({ items: [internetItem()], clientId })
    world.outside.fail('billing.addOrder', { kind })
    await advanceOrder(world.services, first)
    const second = await world.startOrder({ items: [internetItem()], clientId })
    await advanceOrder(world.services, second)
    expect((await world.read(second)).head.state).toBe('completed')
  },
)

test('a place that a dead process took is free when its time is up', async () => {
  const clientId = randomUUID()
  const first = await world.startOrder({ items: [internetItem()], clientId })
  world.outside.fail('billing.addOrder', { kind: 'killed-before' })
  await expect(advanceOrder(world.startProcess().services, first)).rejects.toThrow('Connection terminated')
  const second = await world.startOrder({ items: [internetItem()], clientId })
  const [attempt] = await world.attempts(first, 'billing.add-order')
  await world.run(second)
  expect((await world.read(second)).head.state).toBe('completed')
  const freeAt = (attempt?.expires_at.getTime() ?? 0) + world.policy.settleMs
  expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(freeAt)
})

test('a busy place is asked for without asking billing', async () => {
  const clientId = randomUUID()
  const first = await world.startOrder({ items: [internetItem()], clientId })
  world.outside.fail('billing.addOrder', { kind: 'request-lost' })
  await advanceOrder(world.services, first)
  const second = await world.startOrder({ items: [internetItem()], clientId })
  const reads = world.outside.callsOf('billing.findOrder').length
  await advanceOrder(world.services, second)
  expect(world.outside.callsOf('billing.findOrder')).toHaveLength(reads)
})
