import type { BillingProduct, CrmOrder, ProductOffering } from '@turnup/domain'
import { ProviderError } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld, insertMappedCustomer } from './console-world.ts'

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
  const speed = { id: '31', name: 'Speed', kind: 'choice' as const, values: [] }
  const fields = ['Door code', 'ICCID'].map((name, index) => ({ id: String(52 + index), name }))
  products = [
    product({ configOptions: [speed], customFields: fields }),
    product({ billingProductId: '6', configOptions: [speed] }),
  ]
  world.woken.splice(0)
})

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
    const { number } = await insertMappedCustomer(world)
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
    const { accountId } = await insertMappedCustomer(world)
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
    const { number } = await insertMappedCustomer(world)
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
      offering({ sku: 'NAMED-OPTION', configOptions: [{ ...option, key: 'speed' }] }),
      offering({ sku: 'FREE-TEXT', configOptions: [{ ...option, key: 'Door code' }] }),
      offering({ sku: 'NO-PROFILE', category: 'esim' }),
      offering({ sku: 'NO-ICCID-FIELD', category: 'sim', billingProductId: '6' }),
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
      'NAMED-OPTION': [],
      'FREE-TEXT': [],
      'NO-PROFILE': ['profile-type-missing'],
      'NO-ICCID-FIELD': ['iccid-field-missing'],
      'NO-FLOW': ['flow-unknown'],
    })
    expect(body).toMatchObject({ billingRead: true, flagged: 8 })
  })

  test('is shown without billing’s side when billing does not answer', async () => {
    products = undefined
    const { status, body } = await world.call('GET', '/catalogue', world.viewer)
    expect(status).toBe(200)
    expect(body).toMatchObject({ billingRead: false, items: [{ sku: 'VPN-BASIC', flags: [] }] })
  })
})
