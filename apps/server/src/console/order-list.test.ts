import { randomUUID } from 'node:crypto'
import { encodeCursor } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, orderItems } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

describe('the order list', () => {
  test('shows the columns that operators work with, filters by them, and pages without doubles', async () => {
    const mine = await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        world.stuckOrder({
          order: {
            items: orderItems,
            error_code: 'LIST_TEST',
            created_at: new Date(Date.UTC(2026, 0, 1, 0, 0, index % 2)),
            crm_order_number: `0000${index}`,
          },
        }),
      ),
    )
    const seen: string[] = []
    let cursor = ''
    do {
      const { status, body } = await world.call(
        'GET',
        `/orders?errorCode=LIST_TEST&limit=3${cursor}`,
        world.viewer,
      )
      expect(status).toBe(200)
      seen.push(...body.items.map((item: { id: string }) => item.id))
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen.toSorted()).toEqual(mine.toSorted())
    const { body } = await world.call(
      'GET',
      '/orders?errorCode=LIST_TEST&state=held,pending&who=operator&text=00003',
      world.viewer,
    )
    expect(body.items).toHaveLength(1)
    expect(body.items[0]).toMatchObject({
      state: 'held',
      customer: { name: 'Ada Moreno' },
      items: [{ sku: 'ESIM-DATA-20', name: 'eSIM 20 GB', quantity: 2 }],
      error: { code: 'LIST_TEST' },
      nextAction: { who: 'operator', step: 'billing.accept-order' },
      overdue: false,
      // Billing takes part in every order and delivers none.
      providers: [],
    })
  })

  test('names the outside system that delivers an order', async () => {
    const id = await world.stuckOrder({ step: { key: 'line.activate:1.1', action: 'line.activate' } })
    const { body } = await world.call('GET', '/orders', world.viewer)
    const order = body.items.find((item: { id: string }) => item.id === id)
    expect(order.providers).toEqual([world.services.connectorOf.line])
  })

  test('finds the orders that an outside system holds up, and those that are overdue', async () => {
    const by = new Date(Date.now() - 60_000).toISOString()
    const next = JSON.stringify({ who: 'operator', why: 'x', actions: [], by })
    const late = await world.stuckOrder({
      order: { next_action: next },
      step: { error: { kind: 'auth', code: 'DENIED', message: 'x', connector: 'mvne' } },
    })
    const idsOf = async (query: string) =>
      (await world.call('GET', `/orders?${query}`, world.viewer)).body.items.map(
        (item: { id: string }) => item.id,
      )
    expect(await idsOf('connector=mvne')).toEqual([late])
    expect(await idsOf('overdue=true')).toEqual([late])
    const { body } = await world.call('GET', '/orders/counts', world.viewer)
    expect(body.overdue).toBe(1)
    expect(body.byState.find((one: { key: string }) => one.key === 'held').count).toBeGreaterThan(1)
  })

  test.each(['state=flying', 'limit=1000', 'sort=price', 'overdue=maybe', 'createdFrom=yesterday'])(
    '%s is refused with the field that is wrong',
    async (query) => {
      const { status, body } = await world.call('GET', `/orders?${query}`, world.viewer)
      expect(status).toBe(400)
      expect(body.error.field).toContain(query.split('=')[0])
    },
  )

  test.each([
    ['/orders', '-created', ['2030-02-31 10:00:00+00', randomUUID()]],
    ['/mails', 'mails', ['1', '2030-02-31 10:00:00+00', 'm']],
    ['/customers', 'customers', ['2030-02-31 10:00:00+00', randomUUID()]],
    ['/customers', 'customers', ['2030-02-28 10:00:00+00', '-'.repeat(36)]],
  ])('a forged cursor is refused and breaks nothing: %s, %s, %j', async (list, sort, position) => {
    const url = `${list}?cursor=${encodeCursor(sort, position)}`
    const { status, body } = await world.call('GET', url, world.viewer)
    expect([status, body.error.code]).toEqual([400, 'CURSOR_INVALID'])
  })

  test('a cursor from elsewhere is refused', async () => {
    const { status, body } = await world.call('GET', '/orders?cursor=bm90IG9uZQ', world.viewer)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 'CURSOR_INVALID', field: 'cursor' })
  })
})
