import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { esimItem, internetItem, profileType } from '../testing/test-items.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())

const ordersOf = (id: string) => world.outside.billing.orders.filter((order) => order.ref.startsWith(id))
const addOrderCalls = (id: string) =>
  world.outside.callsOf('billing.addOrder').filter((call) => String(call.args[1]).startsWith(id))

/** When the first attempt of a step has certainly settled. */
async function settledAt(id: string, key: string): Promise<number> {
  const [first] = await world.attempts(id, key)
  return (first?.expires_at.getTime() ?? 0) + world.policy.settleMs
}

describe('after a lost answer', () => {
  test('an AddOrder that arrives within the settling time is one order, and is found', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'late', afterMs: world.policy.settleMs - 1 })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(ordersOf(id)).toHaveLength(1)
    expect(addOrderCalls(id)).toHaveLength(1)
    expect(await world.attempts(id, 'billing.add-order')).toMatchObject([{ outcome: 'found' }])
  })

  test('an AddOrder that never arrives is sent again, and not before its attempt has settled', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'request-lost' })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    const [, second] = addOrderCalls(id)
    expect(addOrderCalls(id)).toHaveLength(2)
    expect(second?.at.getTime()).toBeGreaterThanOrEqual(await settledAt(id, 'billing.add-order'))
    expect(ordersOf(id)).toHaveLength(1)
  })

  test('a process killed before AddOrder leaves nothing to be sent again before the settling time', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'killed-before' })
    await expect(world.run(id, { process: world.startProcess() })).rejects.toThrow('Connection terminated')
    await world.run(id)
    const calls = addOrderCalls(id)
    expect(calls).toHaveLength(2)
    expect(calls[1]?.at.getTime()).toBeGreaterThanOrEqual(await settledAt(id, 'billing.add-order'))
    expect(ordersOf(id)).toHaveLength(1)
  })

  test('a charge that arrives late is one invoice, paid once', async () => {
    const id = await world.startTopUp()
    world.outside.fail('billing.createCharge', { kind: 'late', afterMs: 59_000 })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(world.outside.billing.invoices.filter((one) => one.ref.startsWith(id))).toMatchObject([
      { status: 'Paid', captures: 1 },
    ])
  })

  test('money that arrives late is taken once', async () => {
    const id = await world.startTopUp()
    world.outside.fail('billing.capturePayment', { kind: 'late', afterMs: 30_000 })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(world.outside.billing.invoices.filter((one) => one.ref.startsWith(id))).toMatchObject([
      { captures: 1 },
    ])
  })

  test('money that cannot be seen parks as unknown after the settling time, and is never sent again by itself', async () => {
    const id = await world.startTopUp()
    const before = world.outside.callsOf('billing.capturePayment').length
    world.outside.fail('billing.capturePayment', { kind: 'request-lost' })
    await world.run(id)
    const { head, step } = await world.read(id)
    expect(head).toMatchObject({ state: 'held', wakeAt: undefined, nextAction: { who: 'operator' } })
    expect(step('billing.capture-payment')).toMatchObject({
      state: 'unknown',
      error: { kind: 'outcome-unknown', message: expect.stringContaining('not known whether') },
    })
    expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(await settledAt(id, 'billing.capture-payment'))
    expect(world.outside.callsOf('billing.capturePayment')).toHaveLength(before + 1)
  })

  test('a profile that the SM-DP+ chose and that cannot be looked up parks, after the time in which it may still come', async () => {
    world.policy.esimAllocation = 'profile-type'
    try {
      const id = await world.startOrder({ items: [esimItem()] })
      world.outside.fail('esim.downloadOrder', { kind: 'late', afterMs: 59_000 })
      await world.run(id)
      const { head, step } = await world.read(id)
      expect(head.state).toBe('held')
      expect(step('esim.download-order:1.1').state).toBe('unknown')
      // Whoever looks in the SM-DP+ now sees what there is.
      expect(world.outside.sims.profiles.filter((one) => one.ref.startsWith(id))).toHaveLength(1)
      expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(
        await settledAt(id, 'esim.download-order:1.1'),
      )
    } finally {
      world.policy.esimAllocation = 'inventory'
    }
  })

  test('a profile that the SM-DP+ chose is not ordered again when its answer had been written down', async () => {
    world.policy.esimAllocation = 'profile-type'
    try {
      const id = await world.startOrder({ items: [esimItem()] })
      const doomed = world.startProcess()
      const { vault, clock } = doomed.services
      let isSealed = false
      // The process dies after the ICCID was sealed and before the outcome is written.
      doomed.services.vault = {
        ...vault,
        seal(plaintext, purpose) {
          isSealed = true
          return vault.seal(plaintext, purpose)
        },
      }
      doomed.services.clock = {
        now() {
          if (isSealed) doomed.die()
          return clock.now()
        },
      }
      await expect(world.run(id, { process: doomed })).rejects.toThrow('Connection terminated')
      await world.run(id)
      expect((await world.read(id)).head.state).toBe('completed')
      expect(world.outside.sims.profiles.filter((one) => one.ref.startsWith(id))).toHaveLength(1)
    } finally {
      world.policy.esimAllocation = 'inventory'
    }
  })

  test('a profile of our own stock is ordered again at once, under the same number', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('esim.downloadOrder', { kind: 'answer-lost' }, { kind: 'request-lost' })
    const startedAt = world.clock.now().getTime()
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(world.outside.sims.profiles.filter((one) => one.ref.startsWith(id))).toHaveLength(1)
    expect(world.clock.now().getTime() - startedAt).toBeLessThan(world.policy.settleMs)
    const reserved = await world.db
      .selectFrom('esim_profile')
      .selectAll()
      .where('profile_type', '=', profileType)
      .where('reserved_ref', 'like', `${id}/%`)
      .execute()
    expect(reserved).toHaveLength(1)
  })

  test('"Activating" that arrives late never overwrites "Provisioned"', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    const { head } = await world.read(id)
    world.outside.fail('crm.reportOrder', { kind: 'late', afterMs: 45_000 })
    await world.run(id)
    world.clock.move(world.policy.settleMs)
    expect(world.outside.crm.statusesOf(head.crmOrderId as string).at(-1)).toBe('provisioned')
  })
})

test('a request that waited too long to be sent is not sent: its intent may have been given up', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  // The process stands still between its intent and the call, longer than the attempt may take.
  let slept = false
  world.outside.watch(async ({ name, args }) => {
    if (name !== 'billing.findOrder' || !String(args[1]).startsWith(id) || slept) return
    slept = true
    world.clock.move(10 * 60_000)
  })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  const attempts = await world.attempts(id, 'billing.add-order')
  expect(attempts.map((attempt) => attempt.outcome)).toEqual(['failed', 'succeeded'])
  expect(addOrderCalls(id)).toHaveLength(1)
})
