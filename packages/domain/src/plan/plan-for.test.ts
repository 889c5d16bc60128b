import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BillingCycle, ItemClass, Order, OrderItem, ProductCategory } from '../order/order.ts'
import type { Policy } from '../policy.ts'
import { planFor } from './plan-for.ts'
import { orderOfSteps, planFlaws } from './plan-graph.ts'

const policy: Policy = {
  statusProfile: 'event-v2',
  signup: { accountPolicy: 'require-existing', writePortalStatus: true, createContact: true },
  opportunity: { enabled: true, required: false },
  eligibility: 'attributes',
  eligibilityRules: [],
  pricingMismatch: 'warn',
  esimAllocation: 'inventory',
  catalogueCacheMs: 1,
  personalisedCatalogueCacheMs: 1,
  currency: 'USD',
  defaultCountry: 'US',
  mail: { supportCc: [], defaultLocale: 'en' },
  brand: { name: 'Test', portalUrl: 'https://portal.example', supportEmail: 'help@example.com' },
  tokens: { accessSeconds: 1, refreshSeconds: 1, passwordResetSeconds: 1 },
  retry: { firstDelayMs: 1, maxDelayMs: 1, budgetMs: 1 },
  settleMs: 1,
  callTimeoutMs: 1,
  webhookWaitMs: 1,
  pbx: {
    autoProvision: 'never',
    mapping: { priority: ['group', 'product', 'bundle'], default: 'none' },
    escalateAfterBusinessDays: 5,
  },
}

function item(over: Partial<OrderItem> = {}): OrderItem {
  return {
    id: '1',
    crmItemId: '802000000000001AAA',
    productId: '01t000000000001AAA',
    sku: 'SKU',
    name: 'Product',
    category: 'esim',
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity: 1,
    unitPrice: { amountMinor: 1800, currency: 'USD' },
    billingProductId: '201',
    configOptions: {},
    requiresPaymentMethod: true,
    esimSettings: { profileType: 'DATA-5G' },
    ...over,
  }
}

function order(items: OrderItem[], over: Partial<Order> = {}): Order {
  return {
    id: '0190f3b2-0000-7000-8000-000000000000',
    crmOrderId: '801000000000001AAA',
    customer: {
      customerId: 'c',
      customerNumber: 'C-1',
      billingClientId: '7',
      crmAccountId: '001000000000001AAA',
      email: 'a@example.com',
      firstName: 'Ada',
      lastName: 'Moreno',
    },
    opportunityId: '006000000000001AAA',
    state: 'pending',
    generation: 1,
    items,
    correlationId: 'corr',
    ...over,
  }
}

const anyItem = fc.record({
  category: fc.constantFrom<ProductCategory>('internet', 'sim', 'esim', 'vpn', 'other'),
  itemClass: fc.constantFrom<ItemClass>('service', 'activation', 'add-on'),
  billingCycle: fc.constantFrom<BillingCycle>('monthly', 'annually', 'one-time'),
  quantity: fc.integer({ min: 1, max: 6 }),
  provisioningFlow: fc.option(fc.constantFrom('internet', 'sim', 'esim', 'vpn', 'billing'), {
    nil: undefined,
  }),
  requiresPaymentMethod: fc.boolean(),
})
const anyOrder = fc
  .array(anyItem, { minLength: 1, maxLength: 6 })
  .map((items) => order(items.map((over, index) => item({ ...over, id: String(index + 1) }))))
const anyPolicy = fc.record({
  statusProfile: fc.constantFrom('webhook-v1', 'event-v2'),
  esimAllocation: fc.constantFrom('inventory', 'profile-type'),
})

function planned(given: Order, over: Partial<Policy> = {}) {
  const result = planFor({ order: given }, { ...policy, ...over })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.plan
}

describe('every plan', () => {
  test('is a sound graph that ends with the CRM told and a mail', () => {
    fc.assert(
      fc.property(anyOrder, anyPolicy, (given, over) => {
        const { steps } = planned(given, over as Partial<Policy>)
        expect(planFlaws(steps)).toEqual([])
        expect(steps.map((step) => step.key)).toContain('crm.write-back')
        expect(steps.map((step) => step.key)).toContain('mail.send:order-provisioned')
      }),
    )
  })

  test('places one billing order and has one point of no return, after all activations', () => {
    fc.assert(
      fc.property(anyOrder, (given) => {
        const { steps } = planned(given)
        expect(steps.filter((step) => step.action === 'billing.add-order')).toHaveLength(1)
        const points = steps.filter((step) => step.pointOfNoReturn)
        expect(points.map((step) => step.action)).toEqual(['billing.accept-order'])
        const sorted = orderOfSteps(steps).map((step) => step.action)
        const accepted = sorted.indexOf('billing.accept-order')
        for (const action of ['esim.download-order', 'esim.confirm-order', 'line.activate']) {
          expect(sorted.lastIndexOf(action)).toBeLessThan(accepted)
        }
      }),
    )
  })

  test('activates exactly one line for each unit of a SIM service, and none for other lines', () => {
    fc.assert(
      fc.property(anyOrder, (given) => {
        const { steps } = planned(given)
        const expected = given.items
          .filter((one) => one.itemClass === 'service')
          .filter((one) => ['sim', 'esim'].includes(one.provisioningFlow ?? one.category))
          .reduce((sum, one) => sum + one.quantity, 0)
        expect(steps.filter((step) => step.action === 'line.activate')).toHaveLength(expected)
      }),
    )
  })

  test('means the service of the right product wherever it names one, and every service in the write-back', () => {
    fc.assert(
      fc.property(anyOrder, (given) => {
        const items = given.items.map((one) => ({ ...one, crmItemId: one.id, billingProductId: one.id }))
        const { steps } = planned({ ...given, items })
        const inputOf = (key: string) => steps.find((step) => step.key === key)?.input as never
        const { lines } = inputOf('billing.add-order') as { lines: { billingProductId: string }[] }
        const productAt = ({ path }: { path: string }) => lines[Number(path.split('.')[1])]?.billingProductId
        const writeBack = inputOf('crm.write-back') as {
          items: { crmItemId: string; billingServiceId: { path: string } }[]
        }
        for (const told of writeBack.items) expect(productAt(told.billingServiceId)).toBe(told.crmItemId)
        const paths = writeBack.items.map(({ billingServiceId }) => billingServiceId.path)
        expect(paths.toSorted()).toEqual(lines.map((_, place) => `serviceIds.${place}`).toSorted())
        const described = (inputOf('billing.describe-services') ?? { services: [] }) as {
          services: { serviceId: { path: string }; maskedIccid: { $result: string } }[]
        }
        for (const { serviceId, maskedIccid } of described.services) {
          const itemId = maskedIccid.$result.split(':')[1]?.split('.')[0]
          expect(productAt(serviceId)).toBe(itemId)
        }
        const own = described.services.map(({ serviceId }) => serviceId.path)
        expect(new Set(own).size).toBe(own.length)
      }),
    )
  })

  test('is the same for the same order', () => {
    fc.assert(
      fc.property(anyOrder, (given) => {
        expect(planned(given)).toEqual(planned(structuredClone(given)))
      }),
    )
  })

  test('holds no identifier of a SIM card', () => {
    const plan = planned(
      order([
        item({
          category: 'sim',
          provisioningFlow: 'sim',
          configOptions: { iccid: '8988303000000000017', 21: '211' },
        }),
      ]),
    )
    expect(JSON.stringify(plan.steps)).not.toContain('8988303000000000017')
    expect(JSON.stringify(plan.steps)).toContain('211')
  })
})

describe('choices are explained', () => {
  test('a product flow wins over the category, and an activation line is only billed', () => {
    const plan = planned(
      order([
        item({ category: 'other', provisioningFlow: 'esim' }),
        item({ id: '2', category: 'vpn', itemClass: 'activation', billingCycle: 'one-time' }),
      ]),
    )
    expect(plan.explanation).toContainEqual(expect.objectContaining({ decision: 'flow esim' }))
    expect(plan.explanation).toContainEqual(
      expect.objectContaining({
        subject: 'line 2 (SKU)',
        decision: 'billing only',
        because: 'its class is activation',
      }),
    )
  })

  test('only the webhook profile writes Activating itself (X07)', () => {
    const keys = (profile: Policy['statusProfile']) =>
      planned(order([item()]), { statusProfile: profile }).steps.map((step) => step.key)
    expect(keys('webhook-v1')[0]).toBe('crm.mark-activating')
    expect(keys('event-v2')).not.toContain('crm.mark-activating')
  })
})

describe('the notes of the billing order', () => {
  const notesOf = (given: Order) =>
    planned(given).steps.find((step) => step.key === 'billing.add-order')?.input.notes

  test('hold what the order says and the notes templates of its products, filled in (R057)', () => {
    const notesTemplate = 'Ship {quantity} x {sku} for {customerNumber}, {sfOrderId}'
    const given = order([item({ notesTemplate, quantity: 2 }), item({ id: '2', sku: 'PLAIN' })], {
      notes: 'Ring twice',
    })
    expect(notesOf(given)).toBe('Ring twice\nShip 2 x SKU for C-1, 801000000000001AAA')
    expect(notesOf(order([item()]))).toBeNull()
  })

  test('keep a word that means nothing, and the plan warns of it', () => {
    const given = order([item({ notesTemplate: 'Card {iccid}', configOptions: { iccid: '••••0017' } })])
    expect(notesOf(given)).toBe('Card {iccid}')
    expect(planned(given).warnings).toEqual([expect.stringContaining('{iccid}')])
  })
})

test('fields of a product that contradict each other are warned of (X12, X13)', () => {
  const doubts = ['Portal_Billing_Cycle__c is "Onetime".']
  expect(planned(order([item({ doubts })])).warnings).toEqual([
    'Line 1 (SKU): Portal_Billing_Cycle__c is "Onetime".',
  ])
})

describe('no plan is made', () => {
  const codes = (given: Order, over: Partial<Policy> = {}, prices?: number, fields = ['ICCID']) => {
    const billingProducts =
      prices === undefined
        ? undefined
        : [
            {
              billingProductId: '201',
              name: 'P',
              allowsQuantity: true,
              prices: { monthly: { amountMinor: prices, currency: 'USD' } },
              configOptions: [],
              customFields: fields.map((name) => ({ id: name, name })),
            },
          ]
    const result = planFor({ order: given, billingProducts }, { ...policy, ...over })
    return result.ok ? [] : result.problems.map((problem) => problem.code)
  }

  test.each([
    ['without lines', order([]), 'ORDER_EMPTY'],
    [
      'for a product without a billing product',
      order([item({ billingProductId: undefined })]),
      'PRODUCT_NOT_MAPPED',
    ],
    ['for an unknown flow', order([item({ provisioningFlow: 'teleport' })]), 'FLOW_UNKNOWN'],
    ['for an eSIM without a profile type', order([item({ esimSettings: {} })]), 'ESIM_PROFILE_TYPE_MISSING'],
    ['for half a SIM', order([item({ quantity: 0.5 })]), 'QUANTITY_INVALID'],
    ['for a billion SIMs', order([item({ quantity: 1e9 })]), 'QUANTITY_INVALID'],
  ])('%s', (_name, given, code) => {
    expect(codes(given)).toContain(code)
  })

  test('without an opportunity where one is required (X17)', () => {
    const without = order([item()], { opportunityId: undefined })
    expect(codes(without, { opportunity: { enabled: true, required: true } })).toEqual([
      'OPPORTUNITY_MISSING',
    ])
    expect(codes(without)).toEqual([])
  })

  test('for a SIM whose masked number has no place in billing: it would stop after the charge', () => {
    expect(codes(order([item()]), {}, 1800, [])).toEqual(['ICCID_FIELD_MISSING'])
    expect(codes(order([item({ category: 'vpn' })]), {}, 1800, [])).toEqual([])
  })

  test('where prices differ and the settings block it; else it is a warning or an override (X44)', () => {
    expect(codes(order([item()]), { pricingMismatch: 'block' }, 1900)).toEqual(['PRICE_MISMATCH'])
    expect(codes(order([item()]), { pricingMismatch: 'block' }, 1800)).toEqual([])
    expect(codes(order([item({ billingProductId: '999' })]), {}, 1800)).toEqual(['BILLING_PRODUCT_UNKNOWN'])
  })
})
