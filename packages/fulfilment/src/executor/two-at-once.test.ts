import { loadOrderWork } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { esimItem, internetItem } from '../testing/test-items.ts'
import { advanceOrder } from './advance-order.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const ordersOf = (id: string) => world.outside.billing.orders.filter((order) => order.ref.startsWith(id))

function latch() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** Starts a look whose call of this name stands still, and resolves when it does. */
async function lookThatStands(id: string, name: string) {
  const { opened, open } = latch()
  const before = world.outside.callsOf(name).length
  world.outside.fail(name, { kind: 'held', go: opened })
  const process = world.startProcess()
  const look = advanceOrder(process.services, id)
  await vi.waitFor(() => expect(world.outside.callsOf(name).length).toBe(before + 1))
  return { goOn: open, look, process }
}

describe('while one look is in the middle of a call, a second look', () => {
  test('does not send AddOrder again, and both agree on the one that is there', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    const first = await lookThatStands(id, 'billing.addOrder')
    const { wakeInMs } = await advanceOrder(world.services, id)
    expect(wakeInMs).toBeGreaterThan(0)
    first.goOn()
    await first.look
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(ordersOf(id)).toHaveLength(1)
    expect(await world.attempts(id, 'billing.add-order')).toMatchObject([{ outcome: 'succeeded' }])
  })

  test('does not call a profile that cannot be looked up lost', async () => {
    world.policy.esimAllocation = 'profile-type'
    const id = await world.startOrder({ items: [esimItem()] })
    world.policy.esimAllocation = 'inventory'
    const first = await lookThatStands(id, 'esim.downloadOrder')
    await advanceOrder(world.services, id)
    expect((await world.read(id)).step('esim.download-order:1.1').state).toBe('running')
    first.goOn()
    await first.look
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(world.outside.sims.profiles.filter((one) => one.ref.startsWith(id))).toHaveLength(1)
  })

  test('takes the effect in when it sees it, and the first one closes its books', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    const { opened, open } = latch()
    const process = world.startProcess()
    // The effect is there, the answer still under way.
    const { addOrder } = process.services.ports.billing
    process.services.ports = {
      ...process.services.ports,
      billing: {
        ...process.services.ports.billing,
        findOrder: process.services.ports.billing.findOrder,
        listPaymentMethods: process.services.ports.billing.listPaymentMethods,
        acceptOrder: process.services.ports.billing.acceptOrder,
        addOrder: async (order, ref) => {
          const answer = await addOrder(order, ref)
          await opened
          return answer
        },
      },
    }
    const look = advanceOrder(process.services, id)
    await vi.waitFor(() => expect(ordersOf(id)).toHaveLength(1))
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    open()
    await look
    expect(await world.attempts(id, 'billing.add-order')).toMatchObject([{ outcome: 'succeeded' }])
    expect((await world.read(id)).head.state).toBe('completed')
  })

  test('that is sure that nothing is there sends once, however many looks are sure of it', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'request-lost' })
    const isAlmostSettled = async () => {
      const [attempt] = await world.attempts(id, 'billing.add-order')
      const settledAt = (attempt?.expires_at.getTime() ?? Number.POSITIVE_INFINITY) + world.policy.settleMs
      return world.clock.now().getTime() >= settledAt - 15_000
    }
    await world.run(id, { until: isAlmostSettled })
    world.clock.move(20_000)
    // Both look, both see that nothing is there; the one that writes second must not begin once more.
    const first = await lookThatStands(id, 'billing.findOrder')
    const second = await lookThatStands(id, 'billing.findOrder')
    const slow = latch()
    world.outside.fail('billing.addOrder', { kind: 'held', go: slow.opened })
    const sent = world.outside.callsOf('billing.addOrder').length
    first.goOn()
    await vi.waitFor(() => expect(world.outside.callsOf('billing.addOrder').length).toBe(sent + 1))
    second.goOn()
    await second.look
    slow.open()
    await first.look
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(ordersOf(id)).toHaveLength(1)
  })

  test('does not let an old failure end a new attempt', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    const { opened, open } = latch()
    const process = world.startProcess()
    const { line } = process.services.ports
    let calls = 0
    process.services.ports = {
      ...process.services.ports,
      line: {
        ...line,
        activateLine: async (order, ref) => {
          calls += 1
          if (calls > 1) return line.activateLine(order, ref)
          await opened
          world.outside.fail('line.activateLine', { kind: 'refused', code: 'OLD_NEWS' })
          return line.activateLine(order, ref)
        },
      },
    }
    const look = advanceOrder(process.services, id)
    await vi.waitFor(() => expect(calls).toBe(1))
    const second = await lookThatStands(id, 'line.activateLine')
    open()
    await look
    expect((await world.read(id)).head.errorCode).toBeUndefined()
    second.goOn()
    await second.look
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
  })
})

test('an answer that comes when the order was parked already is taken in, and the order goes on', async () => {
  const id = await world.startTopUp()
  const first = await lookThatStands(id, 'billing.capturePayment')
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('held')
  expect((await world.read(id)).step('billing.capture-payment').state).toBe('unknown')
  first.goOn()
  await first.look
  await world.run(id)
  expect((await world.read(id)).head).toMatchObject({ state: 'completed', errorCode: undefined })
  expect(await world.attempts(id, 'billing.capture-payment')).toMatchObject([{ outcome: 'succeeded' }])
  expect(world.outside.billing.invoices.filter((one) => one.ref.startsWith(id))).toMatchObject([
    { captures: 1 },
  ])
})

test('an attempt is found by its being open, whatever the clocks of two processes say about which is newer', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'unavailable' })
  await advanceOrder(world.services, id)
  // An attempt that was given up was made by a process whose clock is ahead: its id sorts last.
  await world.db
    .updateTable('step_attempt')
    .set({ id: 'ffffffff-0000-7000-8000-000000000000', outcome: 'abandoned' })
    .where('order_id', '=', id)
    .where('step_key', '=', 'billing.add-order')
    .execute()
  world.clock.move(5_000)
  world.outside.fail('billing.addOrder', { kind: 'killed-after' })
  await expect(world.run(id, { process: world.startProcess() })).rejects.toThrow('Connection terminated')
  expect((await loadOrderWork(world.db, id))?.pending.get('billing.add-order')).toBeDefined()
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(ordersOf(id)).toHaveLength(1)
})

test('a look whose database fails in one branch keeps what the other branch came to', async () => {
  const id = await world.startOrder({ items: [esimItem({ quantity: 2 })] })
  const process = world.startProcess()
  let isBroken = false
  const { esim } = process.services.ports
  process.services.ports = {
    ...process.services.ports,
    esim: {
      ...esim,
      downloadOrder: esim.downloadOrder,
      confirmOrder: async (order, ref) => {
        if (!isBroken) {
          isBroken = true
          throw new Error('Connection terminated unexpectedly')
        }
        return esim.confirmOrder(order, ref)
      },
    },
  }
  await expect(advanceOrder(process.services, id)).rejects.toThrow('Connection terminated')
  const states = (await world.read(id)).steps
    .filter((step) => step.action === 'esim.confirm-order')
    .map((step) => step.state)
  expect(states.sort()).toEqual(['done', 'running'])
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})
