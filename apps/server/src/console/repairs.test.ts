import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())
beforeEach(() => world.woken.splice(0))

const step = 'billing.accept-order'

async function stepOf(orderId: string) {
  return world.db
    .selectFrom('order_step')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('key', '=', step)
    .executeTakeFirstOrThrow()
}

async function auditActions(orderId: string): Promise<string[]> {
  const { body } = await world.call('GET', `/audit?subjectId=${orderId}`, world.viewer)
  return body.items.map((item: { action: string }) => item.action)
}

describe('one repair', () => {
  test.each([
    ['retry', { kind: 'retry' }, 'ready'],
    ['change-input', { kind: 'change-input', field: 'orderId', value: '78', reason: 'typed wrong' }, 'ready'],
    ['skip', { kind: 'skip', reason: 'accepted by hand' }, 'skipped'],
    ['replace', { kind: 'replace', input: { orderId: '79' }, reason: 'another order' }, 'ready'],
  ])('%s lets the order go on, wakes the engine and is audited', async (kind, repair, state) => {
    const id = await world.stuckOrder()
    const { status, body } = await world.call('POST', `/orders/${id}/repair`, world.operator, {
      step,
      repair,
    })
    expect(body).toEqual({ orderId: id, state: 'inProgress' })
    expect(status).toBe(200)
    expect(await stepOf(id)).toMatchObject({ state, error: null })
    expect(world.woken).toEqual([`advance ${id}`])
    expect(await auditActions(id)).toEqual([`order.repair.${kind}`])
  })

  test('a result that is adopted has to be one that the action gives', async () => {
    const id = await world.stuckOrder({ step: { state: 'unknown' } })
    const adopt = (result: object) =>
      world.call('POST', `/orders/${id}/repair`, world.operator, {
        step,
        repair: { kind: 'adopt', result, reason: 'seen in billing' },
      })
    const wrong = await adopt({ orderId: 5 })
    expect(wrong.status).toBe(400)
    expect(wrong.body.error.field).toContain('repair.result')
    expect((await stepOf(id)).state).toBe('unknown')
    const right = await adopt({ orderId: '77', status: 'active', serviceIds: ['301'] })
    expect(right.status, JSON.stringify(right.body)).toBe(200)
    expect(await stepOf(id)).toMatchObject({ state: 'done' })
  })

  test('what is refused names what is wrong and changes nothing', async () => {
    const id = await world.stuckOrder()
    const repair = (body: object) => world.call('POST', `/orders/${id}/repair`, world.operator, body)
    expect((await repair({ step: 'no.such-step', repair: { kind: 'retry' } })).body.error.code).toBe(
      'STEP_UNKNOWN',
    )
    expect((await repair({ step, repair: { kind: 'skip' } })).body.error.field).toContain('reason')
    expect(
      (await repair({ step, repair: { kind: 'change-input', field: 'nope', value: 1, reason: 'x' } })).body
        .error.code,
    ).toBe('FIELD_UNKNOWN')
    expect((await repair({ step, repair: { kind: 'explode' } })).status).toBe(400)
    expect((await stepOf(id)).state).toBe('failed')
    expect(await auditActions(id)).toEqual([])
  })

  test('every action that the page offers is one that the verbs accept', async () => {
    const bodies: Record<string, object> = {
      retry: { kind: 'retry' },
      'change-input': { kind: 'change-input', field: 'orderId', value: '78', reason: 'x' },
      adopt: { kind: 'adopt', result: { orderId: '77', status: 'active', serviceIds: [] }, reason: 'x' },
      skip: { kind: 'skip', reason: 'x' },
      replace: { kind: 'replace', input: { orderId: '79' }, reason: 'x' },
    }
    for (const state of ['failed', 'unknown'] as const) {
      const probe = await world.stuckOrder({ step: { state } })
      const { body } = await world.call('GET', `/orders/${probe}`, world.operator)
      for (const action of body.plan.steps[0].allowedActions) {
        const id = await world.stuckOrder({ step: { state } })
        const answer = await world.call('POST', `/orders/${id}/repair`, world.operator, {
          step,
          repair: bodies[action],
        })
        expect(answer.status, `${state}: ${action}`).toBe(200)
      }
    }
  })
})

describe('many repairs', () => {
  test('each order gets its own result and its own audit; one that refuses does not hold up the others', async () => {
    const good = await Promise.all([world.stuckOrder(), world.stuckOrder(), world.stuckOrder()])
    const done = await world.stuckOrder({ step: { state: 'done' } })
    const orderIds = [...good, done, randomUUID()]
    const { status, body } = await world.call('POST', '/repairs/bulk', world.operator, {
      orderIds,
      repair: { kind: 'retry' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ repaired: 3, refused: 2 })
    expect(body.results.map((result: { orderId: string }) => result.orderId)).toEqual(orderIds)
    expect(body.results[3]).toMatchObject({ ok: false, error: { code: 'NOTHING_STUCK' } })
    for (const id of good) expect(await auditActions(id)).toEqual(['order.repair.retry'])
    expect(world.woken.toSorted()).toEqual(good.map((id) => `advance ${id}`).toSorted())
    const { body: audit } = await world.call('GET', '/audit?action=orders.*', world.viewer)
    expect(audit.items[0]).toMatchObject({
      action: 'orders.repair-in-bulk.retry',
      after: { orders: 5, repaired: 3 },
    })
  })

  test('a filter takes the stuck orders of a cause and leaves the others alone', async () => {
    const ours = { order: { error_code: 'BULK_CAUSE' } }
    const wanted = await Promise.all([world.stuckOrder(ours), world.stuckOrder(ours)])
    const settled = await world.stuckOrder({ order: { error_code: 'BULK_CAUSE' }, step: { state: 'done' } })
    const other = await world.stuckOrder()
    const { body } = await world.call('POST', '/repairs/bulk', world.operator, {
      filter: { errorCode: 'BULK_CAUSE', state: 'held' },
      repair: { kind: 'skip', reason: 'the product is gone' },
    })
    expect(body.results.map((result: { orderId: string }) => result.orderId).toSorted()).toEqual(
      wanted.toSorted(),
    )
    expect(body).toMatchObject({ repaired: 2, refused: 0 })
    expect(body.nextCursor).toBeUndefined()
    expect((await stepOf(settled)).state).toBe('done')
    expect((await stepOf(other)).state).toBe('failed')
  })

  test('neither both nor none of filter and order ids, and not more than 500 orders', async () => {
    const repair = { kind: 'retry' }
    for (const body of [
      { repair },
      { repair, filter: {}, orderIds: [randomUUID()] },
      { repair, orderIds: Array.from({ length: 501 }, () => randomUUID()) },
    ])
      expect((await world.call('POST', '/repairs/bulk', world.operator, body)).status).toBe(400)
  })
})

describe('gates, cancelling and fulfilling', () => {
  const gate = { kind: 'operator' as const, question: 'Is the address right?' }

  test('a gate is answered once, by name', async () => {
    const id = await world.stuckOrder({
      order: { state: 'inProgress', error_code: null },
      step: { state: 'waiting', gate, error: undefined },
    })
    const { body } = await world.call('GET', `/orders/${id}`, world.operator)
    expect(body.plan.steps[0].allowedActions).toEqual(['decide'])
    const yes = await world.call('POST', `/orders/${id}/decide`, world.operator, { step, accepted: true })
    expect(yes.status).toBe(200)
    const after = await world.call('GET', `/orders/${id}`, world.operator)
    expect(after.body.plan.steps[0].gateDecision).toMatchObject({ accepted: true, byName: 'The operator' })
    const again = await world.call('POST', `/orders/${id}/decide`, world.operator, { step, accepted: true })
    expect(again.body.error.code).toBe('GATE_DECIDED')
  })

  test('a no needs a reason and walks the order back', async () => {
    const id = await world.stuckOrder({
      order: { state: 'inProgress', error_code: null },
      step: { state: 'waiting', gate, error: undefined },
    })
    const bare = await world.call('POST', `/orders/${id}/decide`, world.operator, { step, accepted: false })
    expect(bare.body.error).toMatchObject({ code: 'REASON_MISSING', field: 'reason' })
    const no = await world.call('POST', `/orders/${id}/decide`, world.operator, {
      step,
      accepted: false,
      reason: 'no such street',
    })
    expect(no.body).toEqual({ orderId: id, state: 'assessingCancellation' })
  })

  test('an order is cancelled with a reason, and not past its point of no return', async () => {
    const id = await world.stuckOrder()
    const cancel = (orderId: string, reason?: string) =>
      world.call('POST', `/orders/${orderId}/cancel`, world.operator, { reason })
    expect((await cancel(id)).status).toBe(400)
    expect((await cancel(id, 'withdrawn')).body.state).toBe('assessingCancellation')
    expect(await auditActions(id)).toEqual(['order.cancel'])
    const past = await world.stuckOrder({ step: { pointOfNoReturn: true, state: 'unknown' } })
    expect((await cancel(past, 'withdrawn')).body.error.code).toBe('POINT_OF_NO_RETURN')
  })

  test('fulfilling writes one inbox row for one click, and another try makes the next generation', async () => {
    const id = await world.stuckOrder()
    const key = randomUUID()
    const fulfil = async (named: string, click: string) => {
      const answer = await world.app.inject({
        method: 'POST',
        url: `/api/console/orders/${named}/fulfil`,
        headers: { authorization: `Bearer ${world.operator.token}`, 'idempotency-key': click },
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    const first = await fulfil(id, key)
    expect(first).toMatchObject({ status: 202, body: { orderId: id, generation: 2, isNew: true } })
    expect(await fulfil(id, key)).toMatchObject({ status: 202, body: { generation: 2, isNew: false } })
    expect(world.woken).toEqual([`intake ${first.body.crmOrderId}`])
    const page = await world.call('GET', `/orders/${id}`, world.viewer)
    expect(page.body.inbox).toMatchObject([{ generation: 2, door: 'console', deliveries: 2 }])
    const other = await world.stuckOrder()
    expect((await fulfil(other, key)).body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
    // An order that only the CRM knows.
    const fromCrm = `801${randomUUID().replaceAll('-', '').slice(0, 12)}AAA`
    expect(await fulfil(fromCrm, randomUUID())).toMatchObject({
      status: 202,
      body: { crmOrderId: fromCrm, generation: 1 },
    })
  })

  test('what cannot be fulfilled says why', async () => {
    const unrecorded = await insertTestOrder(world.db, { state: 'acknowledged' })
    const done = await insertTestOrder(world.db, {
      state: 'completed',
      crm_order_id: `801${randomUUID().slice(0, 8)}0000AAA`,
    })
    const fulfil = (id: string) => world.call('POST', `/orders/${id}/fulfil`, world.operator)
    expect((await fulfil(unrecorded)).body.error.code).toBe('ORDER_NOT_IN_CRM')
    expect((await fulfil(done)).body.error.code).toBe('ORDER_NOT_FULFILLABLE')
    expect((await fulfil(randomUUID())).status).toBe(404)
  })
})
