import { randomUUID } from 'node:crypto'
import { readOrderSecret } from '@turnup/store'
import { continuePlacement, receiveProvisionRequest } from '@turnup/use-cases'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Customer, createPortalWorld, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
let ada: Customer
beforeAll(async () => {
  world = await createPortalWorld()
  ada = await world.customer()
})
afterEach(() => world.sandbox.context.faults.clear())
afterAll(() => world.close())

const esim = { productId: 'ESIM-DATA-20' }
const vpn = { productId: 'VPN-FIXED-IP' }
const place = (items: object[], more: { as?: Customer; key?: string; rest?: object } = {}) =>
  world.call('POST', '/orders', {
    as: more.as ?? ada,
    key: more.key ?? randomUUID(),
    body: { items, ...more.rest },
  })
const read = (sfOrderId: string, as: Customer = ada) => world.call('GET', `/orders/${sfOrderId}`, { as })
const org = () => world.sandbox.systems.salesforce
const rowOf = (sfOrderId: string) =>
  world.services.db
    .selectFrom('product_order')
    .selectAll()
    .where('crm_order_id', '=', sfOrderId)
    .executeTakeFirstOrThrow()
/** Salesforce orders that carry the reference of one of this customer's orders. */
const crmOrdersOf = (customer: Customer) =>
  org()
    .listRecords('Order')
    .filter(({ AccountId }) => AccountId === customer.accountId)

describe('placing an order', () => {
  test('makes a Salesforce order in Pending Review with its lines, and provisions nothing', async () => {
    const items = [{ ...esim, quantity: 2, configOptions: { 21: '212' } }, vpn]
    const answer = await place(items, { rest: { promoCode: 'SPRING', notes: 'Please call first' } })
    expect(answer.status).toBe(201)
    expect(answer.body).toEqual({ sfOrderId: expect.stringMatching(/^801\w{15}$/), status: 'Pending Review' })
    const crmOrder = await world.services.ports.crm.readOrder(answer.body.sfOrderId)
    expect(crmOrder).toMatchObject({ accountId: ada.accountId, status: 'pending-review' })
    expect(crmOrder?.items).toMatchObject([
      { sku: 'ESIM-DATA-20', quantity: 2, unitPrice: { amountMinor: 1800 }, configOptions: { 21: '212' } },
      { sku: 'VPN-FIXED-IP', quantity: 1, unitPrice: { amountMinor: 900 } },
    ])
    const record = org().readRecord('Order', answer.body.sfOrderId)
    expect(record?.Description).toContain('2 × eSIM 20 GB')
    expect(record?.Description).toContain('Please call first')
    expect(world.performed('whmcs', 'AddOrder')).toBe(0)
    expect(await rowOf(answer.body.sfOrderId)).toMatchObject({
      state: 'pending',
      generation: 0,
      channel: 'portal',
      next_action: { who: 'reviewer' },
    })
  })

  test('hangs it on an opportunity in Post Processing', async () => {
    const { body } = await place([vpn])
    const { opportunity_id } = await rowOf(body.sfOrderId)
    expect(org().readRecord('Opportunity', opportunity_id ?? '')).toMatchObject({
      StageName: 'Post Processing',
      CommodityType__c: 'VPN',
    })
    expect(org().readRecord('Order', body.sfOrderId)?.OpportunityId).toBe(opportunity_id)
  })

  test('takes over the inquiry that the eligibility check began', async () => {
    const customer = await world.customer()
    await world.call('POST', '/eligibility/request', { as: customer, body: {} })
    org().setEligibility(customer.accountId, {
      eligible: true,
      result: 'Home 1G',
      dwelling: 'Home',
      tier: '1G',
    })
    const { body } = await place([{ productId: 'INTERNET-HOME-1G' }], { as: customer })
    const opportunities = org()
      .listRecords('Opportunity')
      .filter(({ AccountId }) => AccountId === customer.accountId)
    expect(opportunities).toMatchObject([{ StageName: 'Post Processing' }])
    expect((await rowOf(body.sfOrderId)).opportunity_id).toBe(opportunities[0]?.Id)
  })

  test('confirms it by mail, once', async () => {
    const { body } = await place([vpn])
    await world.settled()
    const { id } = await rowOf(body.sfOrderId)
    const mails = await world.services.db
      .selectFrom('mail_message')
      .select(['template', 'state'])
      .where('order_id', '=', id)
      .execute()
    expect(mails).toEqual([{ template: 'order-confirmation', state: 'sent' }])
  })

  test('takes product ids and billing numbers too', async () => {
    const { items } = (await world.call('GET', '/catalog')).body
    const { productId } = items.find(({ sku }: { sku: string }) => sku === 'VPN-FIXED-IP')
    for (const id of [productId, productId.slice(0, 15), 301]) {
      const { body } = await place([{ productId: id, billingCycle: 'annually' }])
      const order = await read(body.sfOrderId)
      expect(order.body.items).toMatchObject([{ sku: 'VPN-FIXED-IP', billingCycle: 'monthly' }])
    }
  })

  test('keeps the number of a SIM card sealed, and its last digits only everywhere else', async () => {
    const iccid = '8901260862291477115'
    const { body } = await place([
      { productId: 'SIM-DATA-20', configOptions: { iccid: '8901 2608 6229 1477 115' } },
    ])
    const { id } = await rowOf(body.sfOrderId)
    expect(await readOrderSecret(world.services.db, world.services.vault, id, 'iccid:1.1')).toBe(iccid)
    const rows = await world.services.db
      .selectFrom('product_order')
      .selectAll()
      .where('id', '=', id)
      .execute()
    const elsewhere = [rows, world.sandbox.context.journal.list(), org().listRecords('OrderItem')]
    expect(JSON.stringify(elsewhere)).not.toContain(iccid)
    expect((await read(body.sfOrderId)).body.items[0].configOptions).toEqual({ iccid: '••••7115' })
  })
})

describe('an order is refused, with its field', () => {
  const refused = async (item: object, as = ada) => {
    const before = world.performed('salesforce', 'POST /composite')
    const { status, body } = await place([vpn, item], { as })
    expect(world.performed('salesforce', 'POST /composite')).toBe(before)
    return { status, ...body.error }
  }

  test.each([
    ['an unknown product', { productId: 'NOTHING' }, 'PRODUCT_UNKNOWN', 'items.1.productId'],
    ['an unknown number', { productId: 999 }, 'PRODUCT_UNKNOWN', 'items.1.productId'],
    ['an expired product', { productId: 'VPN-SUMMER-2024' }, 'PRODUCT_EXPIRED', 'items.1.productId'],
    [
      'a line the address cannot have',
      { productId: 'INTERNET-HOME-1G' },
      'PRODUCT_NOT_ELIGIBLE',
      'items.1.productId',
    ],
    [
      'a product without a mapping',
      { productId: 'ROUTER-RENTAL' },
      'PRODUCT_NOT_MAPPED',
      'items.1.productId',
    ],
    ['too many', { ...esim, quantity: 6 }, 'QUANTITY_TOO_LARGE', 'items.1.quantity'],
    ['too many over all lines', { ...vpn, quantity: 3 }, 'QUANTITY_TOO_LARGE', 'items.1.quantity'],
    [
      'an unknown option',
      { ...esim, configOptions: { 99: '1' } },
      'CONFIG_OPTION_UNKNOWN',
      'items.1.configOptions.99',
    ],
    [
      'an unknown choice',
      { ...esim, configOptions: { 21: '9' } },
      'CONFIG_OPTION_INVALID',
      'items.1.configOptions.21',
    ],
    [
      'a missing choice',
      { productId: 'SIM-DATA-20' },
      'CONFIG_OPTION_MISSING',
      'items.1.configOptions.iccid',
    ],
    [
      'a card number that is none',
      { productId: 'SIM-DATA-20', configOptions: { iccid: '1234' } },
      'CONFIG_OPTION_INVALID',
      'items.1.configOptions.iccid',
    ],
    [
      'two cards with one number',
      { productId: 'SIM-DATA-20', quantity: 2, configOptions: { iccid: '8901260862291477115' } },
      'QUANTITY_TOO_LARGE',
      'items.1.quantity',
    ],
  ])('%s', async (_what, item, code, field) => {
    expect(await refused(item)).toMatchObject({ status: 422, code, field })
  })

  test('a product that is taken out of the portal, or whose day has not come', async () => {
    const id = String(
      org()
        .listRecords('Product2')
        .find(({ StockKeepingUnit }) => StockKeepingUnit === 'VPN-ACTIVATION')?.Id,
    )
    const edit = async (fields: Record<string, string | boolean | null>) => {
      org().editRecord('Product2', id, fields)
      world.moveClock(16 * 60_000)
      return world.customer()
    }
    const later = await edit({ Portal_Valid_From__c: '2999-01-01' })
    expect((await refused({ productId: 'VPN-ACTIVATION' }, later)).code).toBe('PRODUCT_NOT_YET_OFFERED')
    const hidden = await edit({ Portal_Valid_From__c: null, Portal_Catalog__c: false })
    expect((await refused({ productId: 'VPN-ACTIVATION' }, hidden)).code).toBe('PRODUCT_NOT_FOR_SALE')
    ada = await edit({ Portal_Catalog__c: true })
  })

  test('a billing number that several products share', async () => {
    const expired = org()
      .listRecords('Product2')
      .find(({ StockKeepingUnit }) => StockKeepingUnit === 'VPN-SUMMER-2024')
    org().editRecord('Product2', String(expired?.Id), { Portal_Valid_Until__c: null })
    world.moveClock(16 * 60_000)
    ada = await world.customer()
    const answer = await refused({ productId: 301 })
    org().editRecord('Product2', String(expired?.Id), { Portal_Valid_Until__c: '2024-08-31' })
    world.moveClock(16 * 60_000)
    ada = await world.customer()
    expect(answer).toMatchObject({ status: 422, code: 'PRODUCT_AMBIGUOUS', field: 'items.1.productId' })
    expect(answer.message).toContain('VPN-SUMMER-2024')
  })

  test('without a payment method, until there is one', async () => {
    const customer = await world.customer({ card: false })
    const none = vi.spyOn(world.services.ports.billing, 'listPaymentMethods').mockResolvedValue([])
    expect(await refused(esim, customer)).toMatchObject({ status: 409, code: 'PAYMENT_METHOD_MISSING' })
    const summary = () => world.call('GET', '/billing/payment-methods/summary', { as: customer })
    expect((await summary()).body).toEqual({ hasPaymentMethod: false })
    none.mockRestore()
    world.sandbox.systems.whmcs.addCard(customer.clientId)
    expect((await summary()).body).toEqual({ hasPaymentMethod: true })
    expect((await place([esim], { as: customer })).status).toBe(201)
  })

  test('without an Idempotency-Key, and without items', async () => {
    const noKey = await world.call('POST', '/orders', { as: ada, body: { items: [vpn] } })
    expect(noKey.status).toBe(400)
    expect(noKey.body.error.field).toContain('idempotency-key')
    expect((await place([])).status).toBe(400)
  })

  test('by Salesforce, for good: the same key gets the same no', async () => {
    const key = randomUUID()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /composite',
      kind: 'reject',
      count: 1,
    })
    const first = await place([vpn], { key })
    expect(first.status).toBe(422)
    expect(first.body.error.code).toBe('ORDER_REFUSED')
    const second = await place([vpn], { key })
    expect(second.body.error.code).toBe('ORDER_REFUSED')
    const list = await world.call('GET', '/orders?limit=1', { as: ada })
    expect(list.body.orders).toMatchObject([{ status: 'Cancelled', cancellable: false }])
    expect(list.body.orders[0].sfOrderId).toBeUndefined()
  })
})

describe('one Idempotency-Key is one order', () => {
  test('sent again it gets the same answer', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    const first = await place([vpn], { as: customer, key })
    const again = await place([vpn], { as: customer, key })
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(crmOrdersOf(customer)).toHaveLength(1)
  })

  test('sent with another order it is refused', async () => {
    const key = randomUUID()
    await place([vpn], { key })
    const other = await place([esim], { key })
    expect(other.status).toBe(422)
    expect(other.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  test('of another customer it is another order', async () => {
    const key = randomUUID()
    const one = await place([vpn], { key })
    const two = await place([vpn], { key, as: await world.customer() })
    expect(two.status).toBe(201)
    expect(two.body.sfOrderId).not.toBe(one.body.sfOrderId)
  })

  test('sent five times at once it makes one order in Salesforce', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    const answers = await Promise.all(Array.from({ length: 5 }, () => place([vpn], { as: customer, key })))
    expect(answers.some(({ status }) => status === 201)).toBe(true)
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(crmOrdersOf(customer)).toHaveLength(1)
  })

  test('a reply lost after the order was made: it is found at once and answered', async () => {
    const customer = await world.customer()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /composite',
      kind: 'timeout-after-write',
      count: 1,
    })
    const answer = await place([vpn], { as: customer })
    expect(answer.status).toBe(201)
    expect(crmOrdersOf(customer)).toHaveLength(1)
  })

  test('Salesforce gone after the reply was lost: 503, and the same key goes on later with the same order', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    await world.call('GET', '/catalog')
    const { faults } = world.sandbox.context
    faults.add({ system: 'salesforce', operation: 'POST /composite', kind: 'timeout-after-write', count: 1 })
    faults.add({ system: 'salesforce', operation: 'query', contains: 'FROM Order', kind: 'http-500' })
    const first = await place([vpn], { as: customer, key })
    expect(first.status).toBe(503)
    expect(first.body.error.retryAfterSeconds).toBeGreaterThan(0)
    faults.clear()
    const second = await place([vpn], { as: customer, key })
    expect(second.status).toBe(201)
    expect(crmOrdersOf(customer).map(({ Id }) => Id)).toEqual([second.body.sfOrderId])
  })

  test('a reply lost before the order was made: nothing is sent again until Salesforce has certainly finished', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /composite',
      kind: 'timeout-before-write',
      count: 1,
    })
    const first = await place([vpn], { as: customer, key })
    expect(first.body.error.code).toBe('ORDER_OUTCOME_UNKNOWN')
    const tooEarly = await place([vpn], { as: customer, key })
    expect(tooEarly.body.error.code).toBe('ORDER_OUTCOME_UNKNOWN')
    expect(crmOrdersOf(customer)).toHaveLength(0)
    world.moveClock(world.services.policy.settleMs + 1_000)
    expect((await place([vpn], { as: customer, key })).status).toBe(201)
    expect(crmOrdersOf(customer)).toHaveLength(1)
  })

  test('an order whose customer never comes back is placed all the same, once', async () => {
    const customer = await world.customer()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /composite',
      kind: 'timeout-before-write',
      count: 1,
    })
    await place([vpn], { as: customer })
    const list = () => world.call('GET', '/orders', { as: customer })
    const [waiting] = (await list()).body.orders
    expect(waiting).toMatchObject({ status: 'Pending Review' })
    expect(waiting.sfOrderId).toBeUndefined()
    const early = await continuePlacement(world.services, waiting.id)
    expect(early.wakeInMs).toBeGreaterThan(0)
    world.moveClock(world.services.policy.settleMs + 1_000)
    await Promise.all([1, 2, 3].map(() => continuePlacement(world.services, waiting.id)))
    expect(await continuePlacement(world.services, waiting.id)).toEqual({})
    expect(crmOrdersOf(customer).map(({ Id }) => Id)).toEqual([(await list()).body.orders[0].sfOrderId])
  })

  test('Salesforce that does nothing and says so may be asked again at once', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /composite',
      kind: 'throttle',
      count: 1,
    })
    expect((await place([vpn], { as: customer, key })).status).toBe(503)
    expect((await place([vpn], { as: customer, key })).status).toBe(201)
    expect(crmOrdersOf(customer)).toHaveLength(1)
  })

  test('an opportunity whose reply was lost is found again', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    world.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /sobjects/Opportunity',
      kind: 'timeout-after-write',
      count: 1,
    })
    const first = await place([vpn], { as: customer, key })
    if (first.status !== 201) expect((await place([vpn], { as: customer, key })).status).toBe(201)
    const opportunities = org()
      .listRecords('Opportunity')
      .filter(({ AccountId }) => AccountId === customer.accountId)
    expect(opportunities).toHaveLength(1)
  })
})

describe('reading orders', () => {
  test('gives status, story and totals, and nothing of the inside', async () => {
    const { body } = await place([{ ...esim, quantity: 2 }, { productId: 'VPN-ACTIVATION' }])
    const order = await read(body.sfOrderId)
    expect(order.status).toBe(200)
    expect(order.body).toMatchObject({
      sfOrderId: body.sfOrderId,
      status: 'Pending Review',
      lastUpdatedAt: expect.any(String),
      totals: {
        monthly: { amountMinor: 3600, currency: 'USD' },
        annually: { amountMinor: 0 },
        once: { amountMinor: 1500 },
      },
      cancellable: true,
    })
    expect(order.body.timeline.map(({ kind }: { kind: string }) => kind).slice(0, 2)).toEqual([
      'order.placed',
      'order.recorded',
    ])
    expect(JSON.stringify(order.body)).not.toMatch(/billingProductId|pricebook|profileType|next_action/)
  })

  test('shows a customer their own orders only', async () => {
    const { body } = await place([vpn])
    const stranger = await world.customer()
    const answer = await read(body.sfOrderId, stranger)
    expect(answer.status).toBe(404)
    expect(answer.body.error.code).toBe('ORDER_NOT_FOUND')
    expect((await world.call('GET', '/orders', { as: stranger })).body).toEqual({ orders: [] })
    const taken = await world.call('POST', `/orders/${body.sfOrderId}/cancel-request`, {
      as: stranger,
      body: {},
    })
    expect(taken.status).toBe(404)
  })

  test('lists them newest first, page by page', async () => {
    const customer = await world.customer()
    const placed: string[] = []
    for (let count = 0; count < 3; count += 1)
      placed.unshift((await place([vpn], { as: customer })).body.sfOrderId)
    const first = await world.call('GET', '/orders?limit=2', { as: customer })
    const second = await world.call('GET', `/orders?limit=2&before=${first.body.orders[1].id}`, {
      as: customer,
    })
    const ids = [...first.body.orders, ...second.body.orders].map(({ sfOrderId }) => sfOrderId)
    expect(ids).toEqual(placed)
  })

  test('follows the order to the end: approved, set up, with the numbers of billing', async () => {
    const { body } = await place([vpn])
    org().approveOrder(body.sfOrderId)
    await receive(body.sfOrderId)
    const order = await read(body.sfOrderId)
    expect(order.body).toMatchObject({
      status: 'Provisioned',
      whmcsOrderId: expect.any(String),
      whmcsServiceIds: [expect.any(Number)],
      cancellable: false,
    })
  })
})

/** What a door would do for an approved order. */
async function receive(sfOrderId: string): Promise<void> {
  await receiveProvisionRequest(
    { ...world.services, actor: { kind: 'system', id: 'test' }, correlationId: randomUUID() },
    { crmOrderId: sfOrderId, door: 'webhook', deliveryId: randomUUID() },
  )
  await world.settled()
}

describe('taking an order back', () => {
  const cancel = (sfOrderId: string) =>
    world.call('POST', `/orders/${sfOrderId}/cancel-request`, { as: ada, body: { reason: 'By mistake' } })

  test('works while it awaits review', async () => {
    const { body } = await place([vpn])
    const answer = await cancel(body.sfOrderId)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ status: 'Cancelled', cancellable: false })
    await world.settled()
    expect((await read(body.sfOrderId)).body.status).toBe('Cancelled')
    expect((await cancel(body.sfOrderId)).status).toBe(409)
  })

  test('is too late once it is set up', async () => {
    const { body } = await place([vpn])
    org().approveOrder(body.sfOrderId)
    await receive(body.sfOrderId)
    expect((await cancel(body.sfOrderId)).status).toBe(409)
  })
})
