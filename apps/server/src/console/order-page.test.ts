import { randomUUID } from 'node:crypto'
import { newId, recordTimeline } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld, orderItems } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

describe('one order', () => {
  test('is found by our id and by the CRM’s, with its graph, next action and what this operator may do', async () => {
    const id = await world.stuckOrder({ order: { items: orderItems } })
    const byOurs = await world.call('GET', `/orders/${id}`, world.operator)
    expect(byOurs).toMatchObject({
      status: 200,
      body: {
        id,
        state: 'held',
        allowedActions: ['fulfil', 'cancel', 'note'],
        plan: {
          steps: [
            {
              key: 'billing.accept-order',
              role: 'billing',
              connector: 'whmcs',
              needs: [],
              state: 'failed',
              input: { orderId: '77' },
              error: { code: 'PRODUCT_UNKNOWN' },
              allowedActions: ['retry', 'change-input', 'adopt', 'skip', 'replace'],
            },
          ],
        },
      },
    })
    const { crmOrderId } = byOurs.body
    expect((await world.call('GET', `/orders/${crmOrderId}`, world.operator)).body.id).toBe(id)
    expect((await world.call('GET', `/orders/${crmOrderId.slice(0, 15)}`, world.operator)).body.id).toBe(id)
    const asViewer = await world.call('GET', `/orders/${id}`, world.viewer)
    expect(asViewer.body.allowedActions).toEqual([])
    expect(asViewer.body.plan.steps[0].allowedActions).toEqual([])
    expect((await world.call('GET', `/orders/${randomUUID()}`, world.viewer)).status).toBe(404)
    expect((await world.call('GET', '/orders/no-such-thing', world.viewer)).status).toBe(400)
  })

  test('past the point of no return it cannot be cancelled; finished, nothing can be done but noting', async () => {
    const past = await world.stuckOrder({ step: { pointOfNoReturn: true, state: 'unknown' } })
    expect((await world.call('GET', `/orders/${past}`, world.operator)).body.allowedActions).toEqual([
      'fulfil',
      'note',
    ])
    const done = await world.stuckOrder({
      order: { state: 'completed', next_action: null, error_code: null },
    })
    const { body } = await world.call('GET', `/orders/${done}`, world.operator)
    expect(body.allowedActions).toEqual(['note'])
    expect(body.plan.steps[0].allowedActions).toEqual([])
  })

  test('while it is walked back, a stuck step can only be left as it is', async () => {
    const id = await world.stuckOrder()
    await world.db
      .insertInto('order_step')
      .values({
        order_id: id,
        key: 'billing.add-order',
        position: 1,
        action: 'billing.add-order',
        needs: [],
        input: '{}',
        state: 'undone',
        updated_at: new Date(),
      })
      .execute()
    const { body } = await world.call('GET', `/orders/${id}`, world.operator)
    expect(body.plan.steps[0].allowedActions).toEqual(['skip'])
    expect(body.allowedActions).not.toContain('fulfil')
  })

  test('timeline and attempts come in pages, newest first, and are complete', async () => {
    const id = await insertTestOrder(world.db)
    for (let index = 0; index < 9; index += 1) {
      await recordTimeline(world.db, [
        { orderId: id, at: new Date(), kind: 'x', text: `event ${index}`, actor: 'turnup' },
      ])
      await world.db
        .insertInto('step_attempt')
        .values({
          id: newId(),
          order_id: id,
          step_key: index % 3 === 0 ? 'a' : 'b',
          operation: 'apply',
          generation: 1,
          started_at: new Date(),
          expires_at: new Date(),
          outcome: null,
          error_kind: null,
          error_code: null,
          error_message: `attempt ${index}`,
          correlation_id: 'c',
        })
        .execute()
    }
    const all = async (url: string) => {
      const found: { id: string; text?: string }[] = []
      let cursor = ''
      do {
        const { body } = await world.call(
          'GET',
          `${url}${url.includes('?') ? '&' : '?'}limit=4${cursor}`,
          world.viewer,
        )
        found.push(...body.items)
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
      } while (cursor)
      return found
    }
    const events = await all(`/orders/${id}/timeline`)
    expect(events.map((event) => event.text)).toEqual(
      Array.from({ length: 9 }, (_, index) => `event ${8 - index}`),
    )
    const attempts = await all(`/orders/${id}/attempts`)
    expect(new Set(attempts.map((attempt) => attempt.id)).size).toBe(9)
    expect(await all(`/orders/${id}/attempts?step=a`)).toHaveLength(3)
    const wrong = await world.call(
      'GET',
      `/orders/${id}/attempts?cursor=${(await world.call('GET', `/orders/${id}/timeline?limit=4`, world.viewer)).body.nextCursor}`,
      world.viewer,
    )
    expect(wrong.body.error.code).toBe('CURSOR_INVALID')
  })

  test('a note is in the timeline under the operator’s name, in the audit, and not for the customer', async () => {
    const id = await insertTestOrder(world.db)
    const text = 'Card 4111 1111 1111 1111 was refused; customer calls back.'
    const { status, body } = await world.call('POST', `/orders/${id}/notes`, world.operator, { text })
    expect(status).toBe(201)
    expect(body).toMatchObject({ actorName: 'The operator', public: false, kind: 'note.added' })
    expect(body.text).toBe('Card [redacted] was refused; customer calls back.')
    const audit = await world.call('GET', `/audit?subjectId=${id}`, world.viewer)
    expect(audit.body.items).toMatchObject([{ action: 'order.note', actor: { name: 'The operator' } }])
  })

  test('changes are streamed while somebody looks', async () => {
    const id = await insertTestOrder(world.db)
    const address = await world.app.listen({ host: '127.0.0.1', port: 0 })
    const stop = new AbortController()
    const answer = await fetch(`${address}/api/console/orders/${id}/events`, {
      headers: { authorization: `Bearer ${world.viewer.token}` },
      signal: stop.signal,
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (words: string) => {
      while (!heard.includes(words)) {
        const { value, done } = await reader.read()
        if (done) throw new Error(`The stream ended before "${words}": ${heard}`)
        heard += value
      }
    }
    await until('"state":"pending"')
    await world.call('POST', `/orders/${id}/notes`, world.operator, { text: 'called' })
    await until('"lastEventId"')
    await world.db.updateTable('product_order').set({ state: 'held' }).where('id', '=', id).execute()
    await until('"state":"held"')
    stop.abort()
  })
})
