import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { esimItem, internetItem } from '../testing/test-items.ts'
import { advanceOrder } from './advance-order.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const forever = (count: number) => Array.from({ length: count }, () => ({ kind: 'unavailable' as const }))

test('a system that stays down is asked until the budget is spent, ever more rarely; then the step fails with the cause', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.findOrder', ...forever(1_000))
  const startedAt = world.clock.now().getTime()
  await world.run(id)
  const { head, step } = await world.read(id)
  const attempts = await world.attempts(id, 'billing.add-order')
  expect(head).toMatchObject({ state: 'held', errorCode: 'UNAVAILABLE', wakeAt: undefined })
  expect(head.nextAction).toMatchObject({ who: 'operator', step: 'billing.add-order' })
  expect(step('billing.add-order')).toMatchObject({
    state: 'failed',
    error: { kind: 'unavailable', message: expect.stringContaining('has tried since') },
    attemptCount: attempts.length,
  })
  expect(attempts.every((attempt) => attempt.outcome === 'failed')).toBe(true)
  const spentMs = world.clock.now().getTime() - startedAt
  expect(spentMs).toBeGreaterThan(world.policy.retry.budgetMs)
  expect(spentMs).toBeLessThan(world.policy.retry.budgetMs + 2 * world.policy.retry.maxDelayMs)
  const gaps = attempts
    .slice(1)
    .map((attempt, index) => attempt.started_at.getTime() - (attempts[index]?.started_at.getTime() ?? 0))
  expect(gaps[0]).toBeLessThan(2_000)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(world.policy.retry.maxDelayMs * 1.25)
  expect(gaps.at(-1)).toBeGreaterThanOrEqual(world.policy.retry.maxDelayMs * 0.75)
})

test('while it waits, the order says that Turnup tries again, why, and when', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.findOrder', { kind: 'unavailable' })
  const { wakeInMs } = await advanceOrder(world.services, id)
  const { head, step } = await world.read(id)
  expect(wakeInMs).toBeGreaterThan(0)
  expect(head.wakeAt).toEqual(step('billing.add-order').wakeAt)
  expect(head.nextAction).toMatchObject({
    who: 'turnup',
    step: 'billing.add-order',
    why: expect.stringContaining('tries again'),
    by: head.wakeAt?.toISOString(),
  })
  await world.run(id)
  const after = await world.read(id)
  expect(after.head).toMatchObject({ state: 'completed', nextAction: undefined, wakeAt: undefined })
  expect(after.step('billing.add-order')).toMatchObject({ error: undefined, troubleSince: undefined })
})

test('a system that names its pause is left alone for it', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.acceptOrder', { kind: 'throttled', retryAfterMs: 90_000 })
  await world.run(id)
  const [first, second] = await world.attempts(id, 'billing.accept-order')
  expect((second?.started_at.getTime() ?? 0) - (first?.started_at.getTime() ?? 0)).toBeGreaterThanOrEqual(
    90_000,
  )
  expect((await world.read(id)).head.state).toBe('completed')
})

test('a rejection is not tried again', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'refused', code: 'ORDER_REFUSED' })
  await world.run(id)
  const { head, step } = await world.read(id)
  expect(head).toMatchObject({ state: 'held', errorCode: 'ORDER_REFUSED' })
  expect(step('billing.add-order')).toMatchObject({ state: 'failed', attemptCount: 1 })
  expect(await world.attempts(id, 'billing.add-order')).toMatchObject([
    { outcome: 'failed', error_kind: 'rejected', error_code: 'ORDER_REFUSED' },
  ])
})

test('an effect that may be repeated is not hammered while its answers keep getting lost', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail(
    'billing.acceptOrder',
    ...Array.from({ length: 5_000 }, () => ({ kind: 'request-lost' as const })),
  )
  await world.run(id)
  const { step } = await world.read(id)
  expect(step('billing.accept-order').state).toBe('unknown')
  expect((await world.attempts(id, 'billing.accept-order')).length).toBeLessThan(60)
})

test('one branch that fails does not stop the other; the order parks when nothing moves any more', async () => {
  const id = await world.startOrder({ items: [esimItem({ quantity: 2 })] })
  world.outside.fail('esim.confirmOrder', { kind: 'refused' })
  world.outside.fail('line.activateLine', { kind: 'unavailable' })
  await world.run(id)
  const { head, steps } = await world.read(id)
  expect(head.state).toBe('held')
  const ofUnits = steps.filter((step) => step.key.startsWith('line.activate')).map((step) => step.state)
  expect(ofUnits.sort()).toEqual(['done', 'waiting'])
})

test('a fault of our own counts as an unknown outcome, and is told without its text', async () => {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'broken' })
  await world.run(id)
  const attempts = await world.attempts(id, 'billing.add-order')
  expect(attempts[0]).toMatchObject({ error_kind: 'outcome-unknown', error_code: 'INTERNAL_ERROR' })
  expect(attempts[0]?.error_message).not.toContain('a fault in our own code')
  expect((await world.read(id)).head.state).toBe('completed')
})
