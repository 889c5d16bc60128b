import { randomUUID } from 'node:crypto'
import type { OperatorRole } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPbxWorld, type PbxWorld, pbxOrder, type Sent } from './pbx-world.ts'
import type { Customer } from './portal-world.ts'

let world: PbxWorld
let ada: Customer
let staff: { id: string; role: OperatorRole }
beforeAll(async () => {
  world = await createPbxWorld()
  ada = await world.portal.customer()
  staff = await world.operator('operator')
})
afterAll(() => world.close())

const open = (as = staff, purpose = 'order') =>
  world.send('POST', `/console/customers/${ada.userId}/portal-session`, {
    as,
    body: { purpose, reason: 'Ordered by telephone' },
  })
async function act(as = staff): Promise<Sent> {
  const { status, body, cookie } = await open(as)
  expect(status).toBe(201)
  return { cookie, csrf: body.csrfToken }
}
const auditOf = async (query: string) =>
  (await world.send('GET', `/console/audit?${query}`, { as: staff })).body.items

describe('an operator who acts for a customer', () => {
  test('has the customer’s session, and every page can say who acts', async () => {
    const opened = await open(staff, 'act-as')
    expect(opened.body.actingOperator).toEqual({ name: 'The operator', endsAt: expect.any(String) })
    expect(JSON.stringify(opened.body)).not.toContain(opened.cookie)
    const { body } = await world.send('GET', '/session', { cookie: opened.cookie })
    expect(body).toMatchObject({ user: { id: ada.userId }, actingOperator: { name: 'The operator' } })
    const [event] = await auditOf('action=customer.portal-session')
    expect(event).toMatchObject({
      actor: { kind: 'operator', id: staff.id, name: 'The operator' },
      forCustomer: { id: ada.userId, name: 'Ada Moreno' },
      reason: 'Ordered by telephone',
      after: { purpose: 'act-as' },
    })
  })

  test('the customer’s own session says nothing of the kind', async () => {
    const own = await world.send('POST', '/session', { body: { email: ada.email, password: ada.password } })
    const { body } = await world.send('GET', '/session', { cookie: own.cookie })
    expect(body.user.id).toBe(ada.userId)
    expect(body).not.toHaveProperty('actingOperator')
  })

  test('orders through the console’s channel, under the operator’s own name', async () => {
    const session = await act()
    const hold = await world.send('POST', '/pbx/number-holds', {
      ...session,
      body: { product: 'PBX-NUMBER-NA', offerId: 'offer:+12025550101' },
    })
    const placed = await world.send('POST', '/pbx/orders', {
      ...session,
      key: randomUUID(),
      body: pbxOrder(hold.body.holdId, { domain: 'by-phone' }),
    })
    expect(placed.status, JSON.stringify(placed.body)).toBe(201)
    const row = await world.portal.services.db
      .selectFrom('product_order')
      .selectAll()
      .where('crm_order_id', '=', placed.body.sfOrderId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ channel: 'console', customer_id: ada.userId })
    const [event] = await auditOf(`action=order.placed&subjectId=${row.id}`)
    expect(event).toMatchObject({
      actor: { kind: 'operator', id: staff.id },
      forCustomer: { id: ada.userId },
    })
    const timeline = await world.portal.services.db
      .selectFrom('timeline_event')
      .select('actor')
      .where('order_id', '=', row.id)
      .where('kind', '=', 'order.placed')
      .execute()
    expect(timeline).toEqual([{ actor: `operator:${staff.id}` }])
  })

  test('every other change names the operator too', async () => {
    const session = await act()
    await world.send('PATCH', '/me', { ...session, body: { locale: 'es' } })
    const vpn = await world.send('POST', '/orders', {
      ...session,
      key: randomUUID(),
      body: { items: [{ productId: 'VPN-FIXED-IP' }] },
    })
    await world.send('POST', `/orders/${vpn.body.sfOrderId}/cancel-request`, { ...session, body: {} })
    const events = await auditOf(`actorId=${staff.id}&limit=100`)
    const actions = events.map(({ action }: { action: string }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['customer.chose-language', 'order.placed', 'order.cancel']),
    )
    for (const event of events) expect(event.forCustomer?.id).toBe(ada.userId)
  })

  test('opens no page of billing, where passwords are changed', async () => {
    const session = await act()
    const { status, body } = await world.send('POST', '/auth/sso-link', {
      ...session,
      body: { destination: 'payment-methods' },
    })
    expect([status, body.error.code]).toEqual([403, 'NOT_WHILE_ACTING'])
  })

  test('cannot do more than a customer: the console’s routes do not know this session', async () => {
    const session = await act()
    expect((await world.send('GET', '/console/orders', session)).status).toBe(401)
    const forged = await world.send('PATCH', '/me', { cookie: session.cookie, body: { locale: 'en' } })
    expect(forged.body.error.code).toBe('CSRF_TOKEN_WRONG')
  })

  test('an administrator may ask for a superadmin where the platform allows it; an operator may not', async () => {
    const groups = async (session: Sent) => (await world.send('GET', '/pbx/setup', session)).body.admin.groups
    expect(await groups(await act())).toEqual(['admin'])
    expect(await groups(await act(await world.operator('administrator')))).toEqual(['admin', 'superadmin'])
  })

  test('ends after an hour, however much it is used, and with the operator’s own right to act', async () => {
    const passing = await world.operator('operator')
    const session = await act(passing)
    for (let passed = 0; passed < 50; passed += 10) {
      world.portal.moveClock(10 * 60_000)
      expect((await world.send('GET', '/me', session)).status).toBe(200)
    }
    world.portal.moveClock(11 * 60_000)
    expect((await world.send('GET', '/me', session)).status).toBe(401)
    const disabled = await act(passing)
    await world.portal.services.db
      .updateTable('operator')
      .set({ disabled_at: new Date() })
      .where('id', '=', passing.id)
      .execute()
    expect((await world.send('GET', '/me', disabled)).status).toBe(401)
  })

  test('viewers cannot, nor can anybody for somebody whose registration is not complete', async () => {
    expect((await open(await world.operator('viewer'))).body.error.code).toBe('ROLE_TOO_LOW')
    const half = randomUUID()
    await world.portal.services.db
      .insertInto('portal_user')
      .values({
        id: half,
        email: 'half@example.com',
        password_hash: 'none',
        first_name: 'Half',
        last_name: 'Way',
        customer_number: 'C-HALF',
      })
      .execute()
    const refused = await world.send('POST', `/console/customers/${half}/portal-session`, {
      as: await world.operator('operator'),
      body: { purpose: 'order', reason: 'Asked to' },
    })
    expect(refused.body.error.code).toBe('CUSTOMER_NOT_CONNECTED')
  })
})
