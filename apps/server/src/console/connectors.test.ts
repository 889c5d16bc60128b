import { ProviderError } from '@turnup/domain'
import { newId } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld({
    crm: { apiUsage: () => ({ used: 1200, limit: 15000 }) },
    billing: {
      check: async () => [{ id: 'whmcs.version', level: 'ok', what: 'WHMCS 8.13 answers.' }],
    },
    line: {
      check: async () => {
        throw new ProviderError('auth', {
          code: 'DENIED',
          message: 'It refuses Bearer abcdefgh12345678.',
          connector: 'mvne',
          operation: 'check',
        })
      },
    },
  })
}, 60_000)
afterAll(() => world.close())
beforeEach(() => world.woken.splice(0))

async function connector(id: string) {
  const { body } = await world.call('GET', '/connectors', world.viewer)
  return body.items.find((one: { id: string }) => one.id === id)
}

test('shows every outside system in use with its role, its health and the CRM’s API usage', async () => {
  const { body } = await world.call('GET', '/connectors', world.viewer)
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([
    'salesforce',
    'whmcs',
    'es2plus',
    'mvne',
    'smtp',
    'fusionpbx',
  ])
  expect(body.items[0]).toMatchObject({
    roles: ['crm'],
    status: 'unused',
    apiUsage: { used: 1200, limit: 15000 },
  })
  const at = new Date()
  const earlier = new Date(at.getTime() - 60_000)
  await world.db
    .insertInto('connector_state')
    .values([
      {
        connector: 'whmcs',
        last_success_at: earlier,
        last_failure_at: at,
        last_failure: 'unavailable at AddOrder',
      },
      { connector: 'smtp', last_success_at: at, last_failure_at: earlier },
    ])
    .execute()
  const exchange = (outcome: string) => ({
    connector: 'whmcs',
    operation: 'AddOrder',
    outcome,
    durationMs: 20,
  })
  await world.db
    .insertInto('step_attempt')
    .values({
      id: newId(),
      order_id: await world.stuckOrder(),
      step_key: 'x',
      operation: 'apply',
      generation: 1,
      started_at: at,
      expires_at: at,
      outcome: 'failed',
      error_kind: null,
      error_code: null,
      error_message: null,
      exchanges: JSON.stringify(['ok', 'ok', 'rejected', 'unavailable'].map(exchange)),
      correlation_id: 'c',
    })
    .execute()
  expect(await connector('whmcs')).toMatchObject({
    status: 'failing',
    lastFailure: 'unavailable at AddOrder',
    calls: { total: 4, failed: 1, errorRate: 0.25 },
    stuckOrders: 1,
  })
  expect(await connector('smtp')).toMatchObject({ status: 'ok' })
})

test('pausing is audited once; resuming makes the waiting orders due, wakes them and nobody else', async () => {
  const wakeAt = new Date(Date.now() + 3_600_000)
  const waiting = { state: 'ready' as const, error: undefined, wakeAt }
  const ours = await world.stuckOrder({ order: { state: 'inProgress', wake_at: wakeAt }, step: waiting })
  const elsewhere = await world.stuckOrder({
    order: { state: 'inProgress', wake_at: wakeAt },
    step: { ...waiting, key: 'line.activate:1.1', action: 'line.activate' },
  })
  const stuck = await world.stuckOrder()
  const reason = 'Maintenance until six'
  const paused = await world.call('POST', '/connectors/whmcs/pause', world.administrator, { reason })
  expect(paused).toMatchObject({ status: 200, body: { id: 'whmcs', paused: true } })
  await world.call('POST', '/connectors/whmcs/pause', world.administrator, { reason: 'again' })
  expect(await connector('whmcs')).toMatchObject({ status: 'paused', paused: { reason }, waitingOrders: 1 })

  const before = await world.db.selectFrom('product_order').select(['id', 'revision']).execute()
  const resumed = await world.call('POST', '/connectors/whmcs/resume', world.administrator, {})
  expect(resumed).toMatchObject({ status: 200, body: { paused: false, wokenOrders: 1 } })
  expect(resumed.body.stuckOrders).toBeGreaterThan(0)
  expect(world.woken).toEqual([`advance ${ours}`])
  const step = await world.db
    .selectFrom('order_step')
    .select(['order_id', 'wake_at'])
    .where('order_id', 'in', [ours, elsewhere])
    .execute()
  expect(step.find((one) => one.order_id === ours)?.wake_at).toBeNull()
  expect(step.find((one) => one.order_id === elsewhere)?.wake_at).toEqual(wakeAt)
  const after = new Map(
    (await world.db.selectFrom('product_order').select(['id', 'revision']).execute()).map((row) => [
      row.id,
      row.revision,
    ]),
  )
  const changed = before.filter((row) => after.get(row.id) !== row.revision).map((row) => row.id)
  expect(changed).toEqual([ours])
  expect(changed).not.toContain(stuck)
  const { body: audit } = await world.call(
    'GET',
    '/audit?subjectKind=connector&subjectId=whmcs',
    world.viewer,
  )
  expect(audit.items.map((item: { action: string }) => item.action)).toEqual([
    'connector.resume',
    'connector.pause',
  ])
  const again = await world.call('POST', '/connectors/whmcs/resume', world.administrator)
  expect(again).toMatchObject({ status: 200, body: { wokenOrders: 0 } })
})

test('an engine that is down costs time and nothing else: the orders are due in the database', async () => {
  const wakeAt = new Date(Date.now() + 3_600_000)
  const id = await world.stuckOrder({
    order: { state: 'inProgress', wake_at: wakeAt },
    step: {
      state: 'ready',
      error: undefined,
      wakeAt,
      key: 'esim.download-order:1.1',
      action: 'esim.download-order',
    },
  })
  await world.call('POST', '/connectors/es2plus/pause', world.administrator, { reason: 'x' })
  world.engineIsDown(true)
  const resumed = await world.call('POST', '/connectors/es2plus/resume', world.administrator, {})
  world.engineIsDown(false)
  expect(resumed).toMatchObject({ status: 200, body: { wokenOrders: 1 } })
  const { wake_at } = await world.db
    .selectFrom('product_order')
    .select('wake_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(wake_at!.getTime()).toBeLessThanOrEqual(Date.now())
})

test('a check tells what a connector finds, also when the system does not let us in, without its secrets', async () => {
  const good = await world.call('POST', '/connectors/whmcs/check', world.operator)
  expect(good.body).toEqual({
    id: 'whmcs',
    findings: [{ id: 'whmcs.version', level: 'ok', what: 'WHMCS 8.13 answers.' }],
  })
  const bad = await world.call('POST', '/connectors/mvne/check', world.operator)
  expect(bad.body.findings).toMatchObject([{ id: 'mvne.reachable', level: 'failure' }])
  expect(JSON.stringify(bad.body)).not.toContain('abcdefgh12345678')
  expect((await world.call('POST', '/connectors/paypal/check', world.operator)).status).toBe(404)
})
