import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { type Customer, createPortalWorld, goodPassword, type PortalWorld } from './portal-world.ts'

const worlds: PortalWorld[] = []
async function open(...choices: Parameters<typeof createPortalWorld>): Promise<PortalWorld> {
  const world = await createPortalWorld(...choices)
  worlds.push(world)
  return world
}
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const order = (world: PortalWorld, as: Customer, key: string = randomUUID()) =>
  world.call('POST', '/orders', { as, key, body: { items: [{ productId: 'VPN-FIXED-IP' }] } })

describe('the provider’s choices', () => {
  test('accounts that are made where there is none (X09)', async () => {
    const world = await open({ SIGNUP_ACCOUNT_POLICY: 'create-if-missing' })
    const body = {
      email: 'new@people.example',
      password: goodPassword,
      firstName: 'Nia',
      lastName: 'Brandt',
      sfNumber: 'NEW-1',
      source: 'checkout',
    }
    expect((await world.call('POST', '/auth/signup', { body })).status).toBe(201)
    const accounts = world.sandbox.systems.salesforce
      .listRecords('Account')
      .filter(({ SF_Account_No__c }) => SF_Account_No__c === 'NEW-1')
    expect(accounts).toMatchObject([
      { Name: 'Nia Brandt', Portal_Status__c: 'Active', Portal_Registration_Source__c: 'Portal Checkout' },
    ])
  })

  test('an account that the portal only reads (X09)', async () => {
    const world = await open({ SIGNUP_WRITE_PORTAL_STATUS: 'false', SIGNUP_CREATE_CONTACT: 'false' })
    await world.customer({ customerNumber: 'C-1001', email: 'ada.moreno@example.com' })
    const writes = world.sandbox.context.journal
      .list({ system: 'salesforce' })
      .filter(({ effect }) => effect === 'write')
    expect(writes).toEqual([])
  })

  test('no opportunities (X17)', async () => {
    const world = await open({ OPPORTUNITY_ENABLED: 'false' })
    const customer = await world.customer()
    expect((await order(world, customer)).status).toBe(201)
    expect((await world.call('POST', '/eligibility/request', { as: customer, body: {} })).status).toBe(202)
    expect(world.sandbox.systems.salesforce.listRecords('Opportunity')).toEqual([])
  })

  test.each([
    ['true', 422],
    ['false', 201],
  ])(
    'an opportunity that Salesforce refuses stops an order only where it is required: %s (X17)',
    async (required, status) => {
      const world = await open({ OPPORTUNITY_REQUIRED: required })
      const customer = await world.customer()
      world.sandbox.context.faults.add({
        system: 'salesforce',
        operation: 'POST /sobjects/Opportunity',
        kind: 'reject',
      })
      const answer = await order(world, customer)
      expect(answer.status).toBe(status)
      if (status === 422) expect(answer.body.error.code).toBe('REFUSED_OUTSIDE')
    },
  )

  test('document 1’s org: eligibility by fields of the account, its own names of fields (X01, X11)', async () => {
    const world = await open({ STATUS_PROFILE: 'webhook-v1' }, { salesforce: { profile: 'webhook-v1' } })
    const customer = await world.customer()
    world.sandbox.systems.salesforce.editRecord('Account', customer.accountId, {
      Dwelling_Type__c: 'Apartment',
      Internet_Tier__c: '100Mb',
    })
    const { body } = await world.call('GET', '/catalog/personalized', { as: customer })
    const skus = body.items.map(({ sku }: { sku: string }) => sku)
    expect(skus).toContain('INTERNET-APARTMENT-100M')
    expect(skus).not.toContain('INTERNET-HOME-1G')
    const { body: placed } = await order(world, customer)
    const record = world.sandbox.systems.salesforce.readRecord('Order', placed.sfOrderId)
    expect(record?.Provisioning_Status__c).toBe('Pending Review')
  })
})

describe('the description of the API', () => {
  test('has every route of the portal, with its tag, summary and answers', async () => {
    const world = await open({})
    const response = await world.app.inject({ method: 'GET', url: '/api/openapi.json' })
    const { paths } = response.json() as {
      paths: Record<string, Record<string, { tags?: string[]; summary?: string; responses?: object }>>
    }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, route]) => ({ path, method, ...route })),
    )
    expect(routes.length).toBeGreaterThanOrEqual(32)
    for (const route of routes) {
      expect(route.tags).toEqual(['Portal'])
      expect(route.summary).toEqual(expect.any(String))
      expect(Object.keys(route.responses ?? {}).length).toBeGreaterThan(0)
    }
    expect(paths['/api/orders']?.post?.responses).toHaveProperty('201')
  })
})
