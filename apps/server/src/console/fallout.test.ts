import { randomUUID } from 'node:crypto'
import { newId } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

describe('fallout and numbers', () => {
  test('what needs a person is grouped by cause, oldest and samples with it, and says what fits', async () => {
    const error = { kind: 'outcome-unknown', code: 'GROUPED', message: 'Perhaps.', connector: 'whmcs' }
    const step = { state: 'unknown' as const, error }
    const ids = [await world.stuckOrder({ step }), await world.stuckOrder({ step })]
    await world.stuckOrder({ order: { state: 'cancelled' }, step })
    const planless = await insertTestOrder(world.db, {
      state: 'held',
      error_code: 'ORDER_EMPTY',
      error_message: 'No lines.',
    })
    const { body } = await world.call('GET', '/fallout', world.viewer)
    const group = body.groups.find((one: { code: string }) => one.code === 'GROUPED')
    expect(group).toMatchObject({
      kind: 'outcome-unknown',
      connector: 'whmcs',
      action: 'billing.accept-order',
      count: 2,
      message: 'Perhaps.',
      repairs: ['adopt', 'retry', 'skip', 'cancel'],
    })
    expect(group.samples.map((one: { orderId: string }) => one.orderId).toSorted()).toEqual(ids.toSorted())
    const none = body.groups.find((one: { code: string }) => one.code === 'ORDER_EMPTY')
    expect(none).toMatchObject({ count: 1, samples: [{ orderId: planless }], repairs: ['fulfil', 'cancel'] })
    expect(none.action).toBeUndefined()
    expect(body.orders).toBe(3)
  })

  test('the overview counts what came in and ended, how long it took, and how outside systems did', async () => {
    const now = Date.now()
    const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000)
    for (const seconds of [10, 20, 30]) {
      await insertTestOrder(world.db, {
        state: 'completed',
        created_at: minutesAgo(90),
        started_at: minutesAgo(60),
        finished_at: new Date(minutesAgo(60).getTime() + seconds * 1000),
      })
    }
    await insertTestOrder(world.db, {
      state: 'cancelled',
      created_at: minutesAgo(90),
      finished_at: minutesAgo(30),
    })
    const exchange = (outcome: string, durationMs: number) => ({
      connector: 'mvne',
      operation: 'x',
      outcome,
      durationMs,
    })
    await world.db
      .insertInto('step_attempt')
      .values({
        id: newId(),
        order_id: randomUUID(),
        step_key: 'x',
        operation: 'apply',
        generation: 1,
        started_at: minutesAgo(5),
        expires_at: minutesAgo(4),
        outcome: 'failed',
        error_kind: null,
        error_code: null,
        error_message: null,
        exchanges: JSON.stringify([exchange('ok', 10), exchange('throttled', 30)]),
        correlation_id: 'c',
      })
      .execute()
    for (const range of ['24h', '7d', '30d']) {
      const { status, body } = await world.call('GET', `/overview?range=${range}`, world.viewer)
      expect(status).toBe(200)
      expect(body.timeToActivate).toEqual({ orders: 3, p50Ms: 20_000, p95Ms: 29_000 })
      expect(body.outcomes).toMatchObject({ completed: 3, cancelled: 1, rejected: 0, successRate: 0.75 })
      expect(body.retries).toBe(1)
      expect(body.outsideSystems).toEqual([
        { connector: 'mvne', calls: 2, failed: 1, rejected: 0, errorRate: 0.5, p50Ms: 20, p95Ms: 29 },
      ])
      const sum = body.overTime.reduce((all: number, one: { completed: number }) => all + one.completed, 0)
      expect(sum).toBe(3)
    }
    const { body } = await world.call('GET', '/overview?range=24h', world.viewer)
    expect(body.bucket).toBe('hour')
    expect(body.overTime.length).toBeGreaterThanOrEqual(24)
  })
})
