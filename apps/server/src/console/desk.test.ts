import { randomUUID } from 'node:crypto'
import type { BillingProduct, CrmOrder, ProductOffering } from '@turnup/domain'
import { ProviderError } from '@turnup/domain'
import { newId } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })

function offering(more: Partial<ProductOffering>): ProductOffering {
  return {
    productId: '01txx0000000001AAA',
    pricebookEntryId: '01uxx0000000001AAA',
    sku: 'VPN-BASIC',
    name: 'VPN',
    category: 'vpn',
    itemClass: 'service',
    billingCycle: 'monthly',
    unitPrice: usd(900),
    description: '',
    featureBullets: [],
    tags: [],
    sortOrder: 1,
    sellable: true,
    maxQuantity: 5,
    requiresPaymentMethod: true,
    configOptions: [],
    eligibility: { dwelling: 'Any', tier: 'Any' },
    billingProductId: '5',
    ...more,
  }
}

function product(more: Partial<BillingProduct>): BillingProduct {
  return {
    billingProductId: '5',
    name: 'VPN',
    allowsQuantity: true,
    prices: { monthly: usd(900) },
    configOptions: [],
    customFields: [],
    ...more,
  }
}

let catalogue: ProductOffering[] = []
let products: BillingProduct[] | undefined = [product({})]
const crmOrders = new Map<string, CrmOrder>()
let world: ConsoleWorld

beforeAll(async () => {
  world = await createConsoleWorld({
    crm: {
      readCatalogue: async () => catalogue,
      readAccount: async () => undefined,
      readOrder: async (id) => crmOrders.get(id),
    },
    billing: {
      listProducts: async () => {
        if (products) return products
        throw new ProviderError('unavailable', {
          code: 'UNREACHABLE',
          message: 'No answer.',
          connector: 'whmcs',
          operation: 'GetProducts',
        })
      },
    },
  })
}, 60_000)
afterAll(() => world.close())
beforeEach(() => {
  catalogue = [offering({})]
  products = [product({})]
  world.woken.splice(0)
})

async function customer() {
  const orderId = await insertTestOrder(world.db)
  const row = await world.db
    .selectFrom('product_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const accountId = `001${randomUUID().replaceAll('-', '').slice(0, 12)}AAA`
  await world.db
    .updateTable('portal_user')
    .set({ state: 'active' })
    .where('id', '=', row.customer_id)
    .execute()
  await world.db
    .insertInto('customer_mapping')
    .values({
      customer_id: row.customer_id,
      customer_number: row.customer_number,
      billing_client_id: `b-${row.customer_number}`,
      crm_account_id: accountId,
    })
    .execute()
  return { id: row.customer_id, number: row.customer_number, accountId, orderId }
}

async function everything() {
  const tables = [
    'product_order',
    'order_step',
    'inbox',
    'timeline_event',
    'audit_event',
    'mail_message',
    'order_secret',
  ] as const
  return Promise.all(tables.map((table) => world.db.selectFrom(table).selectAll().execute()))
}

describe('a dry run', () => {
  test('shows the plan of items for a customer, why it is so and both prices, and writes nothing', async () => {
    const { number } = await customer()
    const before = await everything()
    const { status, body } = await world.call('POST', '/plans/dry-run', world.viewer, {
      customerNumber: number,
      items: [{ productId: 'VPN-BASIC', quantity: 2 }],
    })
    expect(status, JSON.stringify(body)).toBe(200)
    expect(body).toMatchObject({ ok: true, problems: [], pricingPolicy: 'warn' })
    const add = body.steps.find((one: { key: string }) => one.key === 'billing.add-order')
    expect(add).toMatchObject({
      describe: 'Billing order placed with 1 line',
      role: 'billing',
      connector: 'whmcs',
    })
    const accepted = body.steps.find((one: { key: string }) => one.key === 'billing.accept-order')
    expect(accepted).toMatchObject({ needs: ['billing.add-order'], pointOfNoReturn: true })
    expect(body.explanation.length).toBeGreaterThan(0)
    expect(body.prices).toEqual([
      {
        itemId: '1',
        sku: 'VPN-BASIC',
        billingCycle: 'monthly',
        crm: usd(900),
        billing: usd(900),
        same: true,
      },
    ])
    expect(await everything()).toEqual(before)
    expect(world.woken).toEqual([])
  })

  test('shows an order as the CRM has it now, with what stands in its way', async () => {
    const { accountId } = await customer()
    const crmOrderId = '801xx0000000001AAA'
    const { eligibility: _1, configOptions: _2, ...facts } = offering({ billingProductId: undefined })
    const items = [{ ...facts, id: '1', quantity: 1, configOptions: {} }]
    crmOrders.set(crmOrderId, { crmOrderId, accountId, status: 'pending-review', items })
    const { body } = await world.call('POST', '/plans/dry-run', world.viewer, { crmOrderId })
    expect(body).toMatchObject({
      ok: false,
      steps: [],
      problems: [{ code: 'PRODUCT_NOT_MAPPED', itemId: '1' }],
    })
    crmOrders.set(crmOrderId, {
      crmOrderId,
      accountId: '001xx0000000009AAA',
      status: 'pending-review',
      items,
    })
    const stranger = await world.call('POST', '/plans/dry-run', world.viewer, { crmOrderId })
    expect(stranger.body.problems[0].code).toBe('CUSTOMER_UNKNOWN')
    const unknown = await world.call('POST', '/plans/dry-run', world.viewer, {
      crmOrderId: '801xx0000000002AAA',
    })
    expect(unknown).toMatchObject({ status: 404, body: { error: { field: 'crmOrderId' } } })
  })

  test('refuses half a question, an unknown customer and an unknown product, by field', async () => {
    const { number } = await customer()
    const items = [{ productId: 'VPN-BASIC', quantity: 1 }]
    const ask = (body: object) => world.call('POST', '/plans/dry-run', world.viewer, body)
    expect((await ask({ items })).status).toBe(400)
    expect((await ask({ crmOrderId: '801xx0000000001AAA', customerNumber: number, items })).status).toBe(400)
    expect((await ask({ customerNumber: 'C-NOBODY', items })).body.error.field).toBe('customerNumber')
    const nothing = await ask({ customerNumber: number, items: [{ productId: 'NOPE', quantity: 1 }] })
    expect(nothing.body.error).toMatchObject({ code: 'PRODUCT_UNKNOWN', field: 'items.0.productId' })
  })
})

describe('the catalogue', () => {
  test('flags each thing that would keep a product from being fulfilled', async () => {
    const option = { key: '21', label: 'Size', values: [], required: false }
    catalogue = [
      offering({ sku: 'GOOD' }),
      offering({ sku: 'NO-MAPPING', billingProductId: undefined }),
      offering({ sku: 'WRONG-MAPPING', billingProductId: '404' }),
      offering({ sku: 'OTHER-PRICE', unitPrice: usd(1000) }),
      offering({ sku: 'NO-PRICE', billingCycle: 'annually' }),
      offering({ sku: 'STRANGE-OPTION', configOptions: [option] }),
      offering({ sku: 'NO-PROFILE', category: 'esim' }),
      offering({ sku: 'NO-FLOW', provisioningFlow: 'teleport' }),
    ]
    const { body } = await world.call('GET', '/catalogue', world.viewer)
    const flags = Object.fromEntries(
      body.items.map((one: { sku: string; flags: string[] }) => [one.sku, one.flags]),
    )
    expect(flags).toEqual({
      GOOD: [],
      'NO-MAPPING': ['mapping-missing'],
      'WRONG-MAPPING': ['mapping-unknown'],
      'OTHER-PRICE': ['price-differs'],
      'NO-PRICE': ['price-missing'],
      'STRANGE-OPTION': ['option-unknown'],
      'NO-PROFILE': ['profile-type-missing'],
      'NO-FLOW': ['flow-unknown'],
    })
    expect(body).toMatchObject({ billingRead: true, flagged: 7 })
  })

  test('is shown without billing’s side when billing does not answer', async () => {
    products = undefined
    const { status, body } = await world.call('GET', '/catalogue', world.viewer)
    expect(status).toBe(200)
    expect(body).toMatchObject({ billingRead: false, items: [{ sku: 'VPN-BASIC', flags: [] }] })
  })
})

describe('mails', () => {
  async function mail(state: 'queued' | 'sent' | 'failed', minutes: number, orderId?: string) {
    const id = `welcome.${randomUUID()}@portal.example`
    await world.db
      .insertInto('mail_message')
      .values({
        id,
        order_id: orderId ?? null,
        customer_id: null,
        template: 'welcome',
        locale: 'en',
        to_email: 'Ada@Example.com',
        data: '{}',
        sealed_data: null,
        state,
        attempt_count: 4,
        last_error: state === 'failed' ? 'Mailbox unknown' : null,
        correlation_id: 'c',
        created_at: new Date(Date.UTC(2026, 0, 1, 0, minutes)),
      })
      .execute()
    return id
  }

  test('failed ones come first, page by page, each once', async () => {
    const made: string[] = []
    for (let minute = 0; minute < 9; minute += 1)
      made.push(await mail((['sent', 'failed', 'queued'] as const)[minute % 3]!, minute))
    const seen: { id: string; state: string }[] = []
    let cursor = ''
    do {
      const { body } = await world.call('GET', `/mails?to=ada@example.com&limit=2${cursor}`, world.viewer)
      seen.push(...body.items)
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen.map((one) => one.id).toSorted()).toEqual(made.toSorted())
    expect(seen.map((one) => one.state)).toEqual([
      ...Array(3).fill('failed'),
      ...Array(3).fill('queued'),
      ...Array(3).fill('sent'),
    ])
  })

  test('one that failed is sent again under the same id, in the order’s story and the audit; others are not', async () => {
    const orderId = await insertTestOrder(world.db)
    const failed = await mail('failed', 30, orderId)
    const again = await world.call('POST', `/mails/${encodeURIComponent(failed)}/resend`, world.operator)
    expect(again).toMatchObject({
      status: 202,
      body: { id: failed, state: 'queued', attemptCount: 0, canResend: false },
    })
    expect(world.woken).toEqual([`deliverMail ${failed}`])
    const { body } = await world.call('GET', `/orders/${orderId}`, world.viewer)
    expect(body.mails).toMatchObject([{ id: failed, state: 'queued' }])
    expect(body.timeline.items[0]).toMatchObject({ kind: 'mail.resent', actorName: 'The operator' })
    const audit = await world.call('GET', `/audit?subjectId=${encodeURIComponent(failed)}`, world.viewer)
    expect(audit.body.items).toMatchObject([{ action: 'mail.resend' }])
    const twice = await world.call('POST', `/mails/${encodeURIComponent(failed)}/resend`, world.operator)
    expect(twice.body.error.code).toBe('MAIL_NOT_FAILED')
    expect((await world.call('POST', '/mails/none@example.com/resend', world.operator)).status).toBe(404)
  })
})

describe('customers', () => {
  test('are found by number, billing client, account and the beginning of the e-mail, with their mapping', async () => {
    const { id, number, accountId, orderId } = await customer()
    for (const query of [number, `b-${number}`, accountId, id.slice(0, 20)]) {
      const { body } = await world.call('GET', `/customers?query=${query}`, world.viewer)
      expect(
        body.items.map((one: { id: string }) => one.id),
        query,
      ).toEqual([id])
    }
    const { body } = await world.call('GET', `/customers/${id}`, world.viewer)
    expect(body).toMatchObject({
      number,
      mapping: { billingClientId: `b-${number}`, crmAccountId: accountId },
      orders: [{ id: orderId }],
    })
    expect((await world.call('GET', '/customers?query=%25', world.viewer)).body.items).toEqual([])
  })

  test('those whom customer service should look at can be listed', async () => {
    const { id } = await customer()
    await world.db
      .updateTable('portal_user')
      .set({ review_reason: 'E-mail differs' })
      .where('id', '=', id)
      .execute()
    const { body } = await world.call('GET', '/customers?needsReview=true', world.viewer)
    expect(body.items).toMatchObject([{ id, reviewReason: 'E-mail differs' }])
  })
})

describe('fallout and numbers', () => {
  test('what needs a person is grouped by cause, oldest and samples with it, and says what fits', async () => {
    const error = { kind: 'outcome-unknown', code: 'GROUPED', message: 'Perhaps.', connector: 'whmcs' }
    const step = { state: 'unknown' as const, error }
    const ids = [await world.stuckOrder({ step }), await world.stuckOrder({ step })]
    await world.stuckOrder({ order: { state: 'cancelled' }, step })
    const planless = await insertTestOrder(world.db, {
      state: 'held',
      error_code: 'ORDER_EMPTY',
      error_message: 'No lines.',
    })
    const { body } = await world.call('GET', '/fallout', world.viewer)
    const group = body.groups.find((one: { code: string }) => one.code === 'GROUPED')
    expect(group).toMatchObject({
      kind: 'outcome-unknown',
      connector: 'whmcs',
      action: 'billing.accept-order',
      count: 2,
      message: 'Perhaps.',
      repairs: ['adopt', 'retry', 'skip', 'cancel'],
    })
    expect(group.samples.map((one: { orderId: string }) => one.orderId).toSorted()).toEqual(ids.toSorted())
    const none = body.groups.find((one: { code: string }) => one.code === 'ORDER_EMPTY')
    expect(none).toMatchObject({ count: 1, samples: [{ orderId: planless }], repairs: ['fulfil', 'cancel'] })
    expect(none.action).toBeUndefined()
    expect(body.orders).toBe(3)
  })

  test('the overview counts what came in and ended, how long it took, and how outside systems did', async () => {
    const now = Date.now()
    const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000)
    for (const seconds of [10, 20, 30]) {
      await insertTestOrder(world.db, {
        state: 'completed',
        created_at: minutesAgo(90),
        started_at: minutesAgo(60),
        finished_at: new Date(minutesAgo(60).getTime() + seconds * 1000),
      })
    }
    await insertTestOrder(world.db, {
      state: 'cancelled',
      created_at: minutesAgo(90),
      finished_at: minutesAgo(30),
    })
    const exchange = (outcome: string, durationMs: number) => ({
      connector: 'mvne',
      operation: 'x',
      outcome,
      durationMs,
    })
    await world.db
      .insertInto('step_attempt')
      .values({
        id: newId(),
        order_id: randomUUID(),
        step_key: 'x',
        operation: 'apply',
        generation: 1,
        started_at: minutesAgo(5),
        expires_at: minutesAgo(4),
        outcome: 'failed',
        error_kind: null,
        error_code: null,
        error_message: null,
        exchanges: JSON.stringify([exchange('ok', 10), exchange('throttled', 30)]),
        correlation_id: 'c',
      })
      .execute()
    for (const range of ['24h', '7d', '30d']) {
      const { status, body } = await world.call('GET', `/overview?range=${range}`, world.viewer)
      expect(status).toBe(200)
      expect(body.timeToActivate).toEqual({ orders: 3, p50Ms: 20_000, p95Ms: 29_000 })
      expect(body.outcomes).toMatchObject({ completed: 3, cancelled: 1, rejected: 0, successRate: 0.75 })
      expect(body.retries).toBe(1)
      expect(body.outsideSystems).toEqual([
        { connector: 'mvne', calls: 2, failed: 1, rejected: 0, errorRate: 0.5, p50Ms: 20, p95Ms: 29 },
      ])
      const sum = body.overTime.reduce((all: number, one: { completed: number }) => all + one.completed, 0)
      expect(sum).toBe(3)
    }
    const { body } = await world.call('GET', '/overview?range=24h', world.viewer)
    expect(body.bucket).toBe('hour')
    expect(body.overTime.length).toBeGreaterThanOrEqual(24)
  })
})
