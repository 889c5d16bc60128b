import { randomUUID } from 'node:crypto'
import { newId, recordAudit, recordTimeline } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

const items = JSON.stringify([
  {
    id: '1',
    productId: '01txx0000000001AAA',
    sku: 'ESIM-DATA-20',
    name: 'eSIM 20 GB',
    category: 'esim',
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity: 2,
    unitPrice: { amountMinor: 1850, currency: 'USD' },
    configOptions: {},
    requiresPaymentMethod: true,
  },
])

describe('the order list', () => {
  test('shows the columns that operators work with, filters by them, and pages without doubles', async () => {
    const mine = await Promise.all(
      Array.from({ length: 7 }, (_, index) =>
        world.stuckOrder({
          order: {
            items,
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
    })
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

  test('a cursor from elsewhere is refused', async () => {
    const { status, body } = await world.call('GET', '/orders?cursor=bm90IG9uZQ', world.viewer)
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ code: 'CURSOR_INVALID', field: 'cursor' })
  })
})

describe('one order', () => {
  test('is found by our id and by the CRM’s, with its graph, next action and what this operator may do', async () => {
    const id = await world.stuckOrder({ order: { items } })
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

test('no answer of the console holds a secret, wherever one got into the database', async () => {
  const iccid = '8944500102198304826'
  const eid = '89049032004008882600012345678901'
  const secrets = {
    password: 'sesame-0001',
    apiKey: 'sesame-0002',
    bearer: 'sesame.0003.abcdefgh',
    activation: 'SESAME-0004',
    sso: 'sesame-0005',
    gateway: 'sesame-0006',
    card: '4111111111111111',
    link: 'sesame-0007',
    hash: 'sesame-0008',
    cookie: 'sesame-0009',
    spacedCard: '5500 0000 0000 0004',
    userinfo: 'sesame-0010',
    iccid,
    eid,
  }
  const leak = {
    password: secrets.password,
    nested: [
      {
        api_key: secrets.apiKey,
        headers: { Authorization: `Bearer ${secrets.bearer}`, 'Set-Cookie': secrets.cookie },
      },
    ],
    gatewayid: secrets.gateway,
    iccid,
    text: `LPA:1$smdp.example$${secrets.activation} for ${iccid}, card ${secrets.card}`,
    url: `https://user:${secrets.userinfo}@billing.example/?sso_token=${secrets.sso}&x=1`,
    activationCode: secrets.activation,
    iccidSecret: 'iccid:1.1',
  }
  const words = `Refused for ${iccid} with Bearer ${secrets.bearer}; card ${secrets.spacedCard}; EID ${eid}; see https://x.example/?token=${secrets.link}`
  const error = { kind: 'rejected', code: 'LEAKY', message: words, connector: 'leaky' }
  const id = await world.stuckOrder({
    order: {
      items,
      notes: words,
      subject: JSON.stringify(leak),
      error_code: 'LEAKY',
      error_message: words,
      next_action: JSON.stringify({ who: 'operator', why: words, actions: [] }),
    },
    step: { input: leak as never, result: leak as never, error },
  })
  const { db } = world
  const at = new Date()
  await db
    .insertInto('step_attempt')
    .values({
      id: newId(),
      order_id: id,
      step_key: 'billing.accept-order',
      operation: 'apply',
      generation: 1,
      started_at: at,
      expires_at: at,
      finished_at: at,
      outcome: 'failed',
      error_kind: 'rejected',
      error_code: 'LEAKY',
      error_message: words,
      exchanges: JSON.stringify([
        {
          connector: 'leaky',
          operation: 'x',
          outcome: 'rejected',
          durationMs: 5,
          request: leak,
          response: words,
        },
      ]),
      correlation_id: 'c',
    })
    .execute()
  await recordTimeline(db, [{ orderId: id, at, kind: 'x', text: words, actor: 'turnup', detail: leak }])
  await recordAudit(db, {
    at,
    actor: { kind: 'system', id: 'test' },
    action: 'leak',
    subject: { kind: 'order', id },
    reason: words,
    before: leak,
    after: leak,
    correlationId: 'c',
  })
  await db
    .insertInto('mail_message')
    .values({
      id: `leak.${id}@portal.example`,
      order_id: id,
      customer_id: null,
      template: 'welcome',
      locale: 'en',
      to_email: 'ada@example.com',
      data: JSON.stringify({ link: `https://portal.example/reset?token=${secrets.link}` }),
      sealed_data: Buffer.from(secrets.link),
      state: 'failed',
      last_error: words,
      correlation_id: 'c',
      created_at: at,
    })
    .execute()
  await db
    .insertInto('connector_state')
    .values({
      connector: 'leaky',
      paused_at: at,
      paused_reason: words,
      last_failure: words,
      last_failure_at: at,
    })
    .execute()
  const order = await db
    .selectFrom('product_order')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('portal_user')
    .set({ password_hash: secrets.hash, review_reason: words })
    .where('id', '=', order.customer_id)
    .execute()

  const urls = [
    '/orders',
    `/orders/${id}`,
    `/orders/${id}/timeline`,
    `/orders/${id}/attempts`,
    '/fallout',
    '/mails',
    '/audit',
    '/connectors',
    '/overview',
    '/operators',
    '/me',
    '/customers',
    `/customers/${order.customer_id}`,
  ]
  for (const url of urls) {
    const { status, body } = await world.call('GET', url, world.administrator)
    expect(status, url).toBe(200)
    const text = JSON.stringify(body)
    for (const [name, secret] of Object.entries(secrets))
      expect(text, `${name} in ${url}`).not.toContain(secret)
    expect(text, url).not.toContain('$argon2')
  }
  // What people need stays: names of sealed values, the last digits, the code.
  const { body } = await world.call('GET', `/orders/${id}`, world.operator)
  expect(body.plan.steps[0].input).toMatchObject({
    iccidSecret: 'iccid:1.1',
    iccid: '••••4826',
    password: '[redacted]',
  })
  expect(body.error.message).toContain('••••4826')
})
