import { randomUUID } from 'node:crypto'
import { newId } from '@turnup/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { createHarvest } from './harvest.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { readGauges } from './read-gauges.ts'
import { createConnectorWatch } from './watch-connectors.ts'

let world: TestWorld
beforeAll(async () => {
  world = await createTestWorld({}, { crm: { apiUsage: () => ({ used: 9_000, limit: 15_000 }) } })
})
afterAll(() => world.close())

const exchange = { connector: 'whmcs', effect: 'write' as const, request: {}, durationMs: 120 }

async function total(metrics: Metrics, name: string, labels: Record<string, string> = {}): Promise<number> {
  const metric = (await metrics.registry.getMetricsAsJSON()).find((one) => one.name === name)
  const values = (metric?.values ?? []) as {
    labels: Record<string, string>
    value: number
    metricName?: string
  }[]
  const fits = values.filter(
    (one) =>
      (one.metricName === undefined || one.metricName.endsWith('_count')) &&
      Object.entries(labels).every(([label, value]) => one.labels[label] === value),
  )
  return fits.reduce((sum, one) => sum + one.value, 0)
}

async function insertAttempt(
  orderId: string,
  stepKey: string,
  outcome: 'failed' | 'succeeded' | null,
): Promise<string> {
  const id = newId()
  const startedAt = new Date()
  await world.db
    .insertInto('step_attempt')
    .values({
      id,
      order_id: orderId,
      step_key: stepKey,
      operation: 'apply',
      generation: 1,
      started_at: startedAt,
      expires_at: new Date(startedAt.getTime() + 60_000),
      finished_at: outcome && startedAt,
      outcome,
      error_kind: null,
      error_code: outcome === 'failed' ? 'UNREACHABLE' : null,
      error_message: null,
      correlation_id: randomUUID(),
    })
    .execute()
  return id
}

test('outside calls are counted by connector, operation and outcome, without record ids', async () => {
  const metrics = createMetrics()
  metrics.observeCall({ ...exchange, operation: 'AddOrder', outcome: 'ok' })
  metrics.observeCall({ ...exchange, operation: 'AddOrder', outcome: 'outcome-unknown' })
  metrics.observeCall({ ...exchange, operation: 'PATCH /sobjects/Order/801Xx0000004Cq1AAE', outcome: 'ok' })
  const calls = 'turnup_outside_calls_total'
  expect(await total(metrics, calls, { operation: 'AddOrder', outcome: 'ok' })).toBe(1)
  expect(await total(metrics, calls, { outcome: 'outcome-unknown' })).toBe(1)
  expect(await total(metrics, calls, { operation: 'PATCH /sobjects/Order/:id' })).toBe(1)
  expect(await total(metrics, 'turnup_outside_call_duration_seconds', { connector: 'whmcs' })).toBe(3)
})

test('each attempt counts once, when it has ended, and repetitions count as retries', async () => {
  const metrics = createMetrics()
  const orderId = await insertTestOrder(world.db)
  const harvest = createHarvest(world.db, metrics, world.services.clock.now())
  await insertAttempt(orderId, 'esim.download:1.1', 'failed')
  const open = await insertAttempt(orderId, 'esim.download:1.1', null)
  const now = world.services.clock.now()
  await harvest.run(now)
  await harvest.run(now)
  const attempts = 'turnup_step_attempts_total'
  const failed = { step: 'esim.download', outcome: 'failed', code: 'UNREACHABLE' }
  expect(await total(metrics, attempts, failed)).toBe(1)
  expect(await total(metrics, 'turnup_step_retries_total')).toBe(0)
  await world.db
    .updateTable('step_attempt')
    .set({ outcome: 'succeeded', finished_at: now })
    .where('id', '=', open)
    .execute()
  await harvest.run(now)
  // Also long after, when what was counted has been let go.
  await harvest.run(new Date(now.getTime() + 600_000))
  await harvest.run(new Date(now.getTime() + 601_000))
  expect(await total(metrics, attempts)).toBe(2)
  expect(await total(metrics, 'turnup_step_retries_total', { step: 'esim.download' })).toBe(1)
})

test('the time to activation is measured once for each order, and a failure once for each try', async () => {
  const metrics = createMetrics()
  const start = new Date(world.services.clock.now().getTime() + 1_000_000)
  const after = (seconds: number) => new Date(start.getTime() + seconds * 1_000)
  const harvest = createHarvest(world.db, metrics, start)
  await insertTestOrder(world.db, {
    state: 'completed',
    created_at: after(-90),
    started_at: after(-20),
    finished_at: after(10),
  })
  const failed = {
    state: 'held' as const,
    generation: 1,
    error_code: 'PAYMENT_METHOD_MISSING',
    updated_at: after(5),
  }
  const heldId = await insertTestOrder(world.db, failed)
  await harvest.run(after(20))
  await world.db
    .updateTable('product_order')
    .set({ updated_at: after(25) })
    .where('id', '=', heldId)
    .execute()
  await harvest.run(after(40))
  const provisioning = 'turnup_provisioning_total'
  expect(await total(metrics, provisioning, { outcome: 'succeeded' })).toBe(1)
  expect(await total(metrics, provisioning, { outcome: 'failed', code: 'PAYMENT_METHOD_MISSING' })).toBe(1)
  const latency = 'turnup_activation_duration_seconds'
  expect(await total(metrics, latency, { from: 'placed' })).toBe(1)
  const text = await metrics.registry.getSingleMetricAsString(latency)
  expect(text).toContain('turnup_activation_duration_seconds_sum{from="placed"} 100')
  expect(text).toContain('turnup_activation_duration_seconds_sum{from="started"} 30')
  await world.db
    .updateTable('product_order')
    .set({ generation: 2, updated_at: after(45) })
    .where('id', '=', heldId)
    .execute()
  await harvest.run(after(60))
  expect(await total(metrics, provisioning, { outcome: 'failed' })).toBe(2)
})

test('gauges show what the database says now', async () => {
  const metrics = createMetrics()
  await world.db.updateTable('product_order').set({ state: 'completed' }).execute()
  await insertTestOrder(world.db, { state: 'held', error_code: 'NOT_MAPPED' })
  await world.db.insertInto('connector_state').values({ connector: 'crm-x', paused_at: new Date() }).execute()
  await readGauges(world.services, metrics.gauges)
  expect(await total(metrics, 'turnup_orders', { state: 'held' })).toBe(1)
  expect(await total(metrics, 'turnup_orders_held', { code: 'NOT_MAPPED' })).toBe(1)
  expect(await total(metrics, 'turnup_connector_paused', { connector: 'crm-x' })).toBe(1)
  expect(await total(metrics, 'turnup_crm_api_requests', { kind: 'used' })).toBe(9_000)
  await world.db.updateTable('product_order').set({ state: 'completed' }).execute()
  await readGauges(world.services, metrics.gauges)
  expect(await total(metrics, 'turnup_orders', { state: 'held' })).toBe(0)
})

test('how a connector is doing is written down, and a success does not forget the last failure', async () => {
  const watch = createConnectorWatch(world.db, world.services.log)
  const [early, late] = [new Date('2030-01-01T00:00:00Z'), new Date('2030-01-01T00:05:00Z')]
  watch.note({ ...exchange, operation: 'AddOrder', outcome: 'unavailable' }, early)
  await watch.flush()
  watch.note({ ...exchange, operation: 'GetOrders', outcome: 'ok' }, late)
  watch.note({ ...exchange, operation: 'AddOrder', outcome: 'rejected' }, late)
  await watch.flush()
  const row = await world.db
    .selectFrom('connector_state')
    .selectAll()
    .where('connector', '=', 'whmcs')
    .executeTakeFirst()
  expect(row).toMatchObject({
    last_success_at: late,
    last_failure_at: early,
    last_failure: 'unavailable at AddOrder',
    paused_at: null,
  })
})
