import { expect, test } from 'vitest'
import type { Order, OrderItem } from '../order/order.ts'
import type { Policy } from '../policy.ts'
import type { RegistrationRoute } from '../ports/regulated-number-provider.ts'
import type { PbxDetails } from '../voice/pbx-details.ts'
import { planFor } from './plan-for.ts'
import { orderOfSteps, planFlaws } from './plan-graph.ts'

const money = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const policy = {
  statusProfile: 'event-v2',
  opportunity: { enabled: false, required: false },
  pricingMismatch: 'warn',
  esimAllocation: 'inventory',
} as Policy

function line(id: string, change: Partial<OrderItem>): OrderItem {
  return {
    id,
    crmItemId: `line-${id}`,
    productId: `product-${id}`,
    sku: `SKU-${id}`,
    name: `Product ${id}`,
    category: 'pbx',
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity: 1,
    unitPrice: money(1_000),
    billingProductId: '201',
    configOptions: {},
    requiresPaymentMethod: false,
    ...change,
  }
}

const seats = line('1', { pbxSettings: { kind: 'seats', seats: 5 }, quantity: 2 })
const number = line('2', { pbxSettings: { kind: 'number' } })
const recording = line('3', {
  itemClass: 'add-on',
  pbxSettings: { kind: 'feature', feature: 'call-recording' },
})

function details(route?: RegistrationRoute, party: 'personal' | 'business' = 'personal'): PbxDetails {
  const of = ['identity', 'address', 'business'] as const
  return {
    company: 'Acme Corp',
    contact: { name: 'Ada Moreno', email: 'ada@acme.example', phone: '+12125550100' },
    tenant: { domain: 'acme.pbx.example.com', seats: 10, firstExtension: 1001 },
    admin: {
      username: 'admin',
      email: 'ada@acme.example',
      timeZone: 'America/Toronto',
      language: 'en-us',
      group: 'admin',
    },
    number: {
      providerId: 'didww',
      productSku: 'SKU-2',
      offerId: 'offer',
      planId: 'plan',
      number: '+12125550142',
      callingCode: '1',
      place: { country: 'US' },
      kind: 'local',
      prices: { planKind: 'per-minute', planName: 'Pay per minute', monthly: money(100), setup: money(0) },
      needsRegistration: route !== undefined,
    },
    ...(route
      ? {
          registration: {
            requirementId: 'r-1',
            party,
            route,
            requiredFields: [],
            proofs: of.map((one) => ({ of: one, quantity: 1, accepted: [] })),
          },
        }
      : {}),
  }
}

function plan(pbx: PbxDetails | undefined, items = [seats, number, recording], carriers?: string[]) {
  const customer = {
    customerId: 'c',
    customerNumber: 'C-1',
    billingClientId: '7',
    crmAccountId: 'a',
    email: '',
    firstName: '',
    lastName: '',
  }
  const order: Order = {
    id: 'o',
    crmOrderId: '801',
    customer,
    state: 'pending',
    generation: 1,
    items,
    correlationId: 'c',
    ...(pbx ? { pbx } : {}),
  }
  return planFor({ order, ...(carriers ? { carriers } : {}) }, policy)
}

function made(pbx: PbxDetails, items?: OrderItem[]) {
  const planned = plan(pbx, items)
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join(' '))
  return planned.plan
}

const sequence = (pbx: PbxDetails) => orderOfSteps(made(pbx).steps).map(({ key }) => key)

test('a standard order makes the tenant before it buys the number, and bills when both are connected', () => {
  expect(sequence(details())).toEqual([
    'number.ensure-trunk',
    'voice.create-tenant',
    'number.order',
    'number.await-active',
    'number.route',
    'voice.assign-number',
    'voice.sync-gateways',
    'billing.add-order',
    'billing.accept-order',
    'crm.write-back',
    'mail.send:pbx-welcome',
  ])
})

test('each regulated route asks a person at its own places, and makes the tenant last', () => {
  const gates = (route: RegistrationRoute) =>
    orderOfSteps(made(details(route)).steps).flatMap(({ key, gate }) => (gate ? [[key, gate.kind]] : []))
  expect(gates('portal-upload')).toEqual([
    ['registration.validate', 'documents'],
    ['number.order', 'operator'],
  ])
  expect(gates('api-upload')).toEqual([
    ['registration.check-papers', 'documents'],
    ['number.order', 'operator'],
  ])
  expect(gates('order-first')).toEqual([
    ['number.order', 'operator'],
    ['registration.check-papers', 'documents'],
  ])
  for (const route of ['portal-upload', 'api-upload', 'order-first'] as const) {
    const keys = sequence(details(route))
    expect(planFlaws(made(details(route)).steps)).toEqual([])
    expect(keys.indexOf('voice.create-tenant')).toBeGreaterThan(keys.indexOf('number.await-active'))
    // Cancelling takes back in the other direction: the number first, then the trunk it rings at.
    expect(keys.indexOf('number.ensure-trunk')).toBeLessThan(keys.indexOf('number.order'))
  }
})

test('proofs of business are asked of businesses alone', () => {
  const keys = (party: 'personal' | 'business') => sequence(details('api-upload', party))
  expect(keys('personal')).not.toContain('registration.upload-papers:business')
  expect(keys('business')).toContain('registration.create-proof:business')
})

test('seats of all packages make one tenant; features go along; a difference to the checkout is warned of', () => {
  const { steps, warnings, explanation } = made(details(), [seats, number, recording])
  const tenant = steps.find(({ key }) => key === 'voice.create-tenant')
  expect(tenant?.input).toMatchObject({ seats: 10, features: ['call-recording'], callerId: '+12125550142' })
  expect(warnings).toEqual([])
  expect(made(details(), [{ ...seats, quantity: 3 }, number]).warnings).toEqual([
    expect.stringContaining('15 extensions'),
  ])
  expect(explanation.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['number +12125550142', 'route']),
  )
})

test('personal data is in no plan: the steps name where it is sealed, and nothing more', () => {
  const text = JSON.stringify(made(details('api-upload')))
  for (const field of ['firstName', 'birthDate', 'street', 'password']) expect(text).not.toContain(field)
})

test('what is missing is said with its mend', () => {
  const codes = (pbx: PbxDetails | undefined, items?: OrderItem[], carriers?: string[]) => {
    const planned = plan(pbx, items, carriers)
    return planned.ok ? [] : planned.problems.map(({ code }) => code)
  }
  expect(codes(undefined)).toEqual(['PBX_DETAILS_MISSING'])
  expect(codes(details(), [number])).toEqual(['PBX_SEATS_MISSING'])
  expect(codes(details(), [line('1', {}), seats])).toEqual(['PBX_SETTINGS_MISSING'])
  expect(codes(details(), undefined, ['voip-ms'])).toEqual(['PROVIDER_NOT_MAPPED'])
  expect(codes(details(), undefined, ['didww'])).toEqual([])
  const { registration: _left, ...without } = details('api-upload')
  expect(codes(without)).toEqual(['REGISTRATION_MISSING'])
  const correction = {
    correctionId: 'x',
    requestedAt: '2026-03-02T09:00:00Z',
    expiresAt: '2026-03-16T09:00:00Z',
  }
  expect(codes({ ...details('api-upload'), correction })).toEqual(['CORRECTION_OPEN'])
})
