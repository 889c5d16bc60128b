import { newId, recordAudit, recordTimeline } from '@turnup/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, orderItems } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())

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
      items: orderItems,
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
