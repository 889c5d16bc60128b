import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { OrderState } from '@turnup/domain'
import { recordTimeline } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Customer, createPortalWorld, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
let origin: string
let ada: Customer
beforeAll(async () => {
  world = await createPortalWorld()
  origin = await world.app.listen({ host: '127.0.0.1', port: 0 })
  ada = await world.customer()
})
afterAll(() => world.close())

async function placeOrder(as = ada): Promise<{ sfOrderId: string; orderId: string }> {
  const body = { items: [{ productId: 'VPN-FIXED-IP' }] }
  const { body: placed } = await world.call('POST', '/orders', { as, key: randomUUID(), body })
  const { id } = await world.services.db
    .selectFrom('product_order')
    .select('id')
    .where('crm_order_id', '=', placed.sfOrderId)
    .executeTakeFirstOrThrow()
  await world.settled()
  return { sfOrderId: placed.sfOrderId, orderId: id }
}

interface ReceivedEvent {
  id?: string
  event: string
  data: Record<string, unknown>
}

interface Listening {
  status: number
  headers: Headers
  /** Everything until one fits, or until the stream ends. */
  until(fits: (event: ReceivedEvent) => boolean): Promise<ReceivedEvent[]>
  close(): void
}

async function listen(sfOrderId: string, as: Customer = ada, lastEventId?: string): Promise<Listening> {
  const leave = new AbortController()
  const response = await fetch(`${origin}/api/orders/${sfOrderId}/events`, {
    headers: {
      authorization: `Bearer ${as.token}`,
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
    signal: leave.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    status: response.status,
    headers: response.headers,
    async until(fits) {
      const events: ReceivedEvent[] = []
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const event = parse(text.slice(0, end))
          text = text.slice(end + 2)
          if (event) events.push(event)
          if (event && fits(event)) return events
          continue
        }
        const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
        if (done) return events
        text += value
      }
    },
    close: () => leave.abort(),
  }
}

function parse(block: string): ReceivedEvent | undefined {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  )
  const event = fields.get('event')
  return event ? { id: fields.get('id'), event, data: JSON.parse(fields.get('data') ?? '{}') } : undefined
}

async function change(orderId: string, state: OrderState, text: string, isPublic = true): Promise<void> {
  const { db } = world.services
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('product_order')
      .set({ state, updated_at: new Date() })
      .where('id', '=', orderId)
      .execute()
    const at = new Date()
    await recordTimeline(transaction, [
      { orderId, at, kind: 'test', text, actor: 'turnup', public: isPublic },
    ])
  })
}
const kinds = (events: ReceivedEvent[]) => events.map(({ event, data }) => data.text ?? data.status ?? event)

describe('the live progress of an order', () => {
  test('tells the story so far, then what happens, and ends when nothing will follow', async () => {
    const { sfOrderId, orderId } = await placeOrder()
    const listening = await listen(sfOrderId)
    expect(listening.headers.get('content-type')).toContain('text/event-stream')
    expect(listening.headers.get('cache-control')).toBe('no-store')
    const first = await listening.until(({ event }) => event === 'status')
    expect(kinds(first)).toEqual([
      'We have received your order.',
      'Your order awaits review.',
      'Mail sent: order-confirmation',
      'Pending Review',
    ])
    await change(orderId, 'inProgress', 'It begins.')
    expect(kinds(await listening.until(({ event }) => event === 'status'))).toEqual([
      'It begins.',
      'Activating',
    ])
    await change(orderId, 'completed', 'It is done.')
    const rest = await listening.until(() => false)
    expect(kinds(rest)).toEqual(['It is done.', 'Provisioned', 'end'])
  })

  test('keeps what is for staff from the customer', async () => {
    const { sfOrderId, orderId } = await placeOrder()
    const listening = await listen(sfOrderId)
    await change(orderId, 'held', 'The SM-DP+ said 8.2.1', false)
    const events = await listening.until(({ data }) => data.status === 'Failed')
    expect(JSON.stringify(events)).not.toContain('SM-DP+')
    listening.close()
  })

  test('goes on after the event that was seen last', async () => {
    const { sfOrderId, orderId } = await placeOrder()
    const before = await listen(sfOrderId)
    const seen = await before.until(({ event }) => event === 'status')
    before.close()
    await change(orderId, 'completed', 'While you were away.')
    const lastId = seen.findLast(({ id }) => id)?.id
    const after = await listen(sfOrderId, ada, lastId)
    expect(kinds(await after.until(() => false))).toEqual(['While you were away.', 'Provisioned', 'end'])
  })

  test('is for the owner alone', async () => {
    const { sfOrderId } = await placeOrder()
    const listening = await listen(sfOrderId, await world.customer())
    expect(listening.status).toBe(404)
  })

  test('is bounded for each customer, and a page that is closed makes room', async () => {
    const customer = await world.customer()
    const { sfOrderId } = await placeOrder(customer)
    const open = await Promise.all(Array.from({ length: 5 }, () => listen(sfOrderId, customer)))
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect((await listen(sfOrderId, customer)).status).toBe(429)
    // Others are not kept out by it.
    const other = await listen((await placeOrder()).sfOrderId)
    expect(other.status).toBe(200)
    other.close()
    open[0]?.close()
    await expect.poll(async () => (await listen(sfOrderId, customer)).status).toBe(200)
    for (const listening of open) listening.close()
  })

  test('lets a server stop, whether its client reads or not', async () => {
    const { sfOrderId } = await placeOrder()
    const sockets: Socket[] = []
    world.app.server.on('request', ({ socket }) => sockets.push(socket))
    const reading = await listen(sfOrderId)
    await listen(sfOrderId)
    await reading.until(({ event }) => event === 'status')
    void world.app.close()
    expect(await reading.until(() => false)).toEqual([])
    await expect.poll(() => sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
  })
})
