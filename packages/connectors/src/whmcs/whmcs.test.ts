import type { BillingSystem, ConnectorDeps, Exchange, NewBillingOrder } from '@turnup/domain'
import fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type BillingWorld, billingContract, failureOf } from '../contract/billing-contract.ts'
import { Faults, Journal, SandboxClock, type SandboxContext } from '../sandbox-kit/index.ts'
import { createWhmcsBilling, WhmcsConfig } from './index.ts'
import {
  createWhmcsSandbox,
  demoCatalogue,
  sandboxWhmcsCredentials,
  type WhmcsSandbox,
  type WhmcsSandboxOptions,
} from './sandbox/index.ts'

interface Running {
  sandbox: WhmcsSandbox
  context: SandboxContext
  url: string
  exchanges: Exchange[]
  connect(change?: Partial<WhmcsConfig>): BillingSystem
  stop(): Promise<void>
}

async function startWhmcs(options: WhmcsSandboxOptions = {}): Promise<Running> {
  const context: SandboxContext = {
    journal: new Journal(),
    faults: new Faults(),
    clock: new SandboxClock(),
    changed() {},
    latencyMs: 0,
  }
  const sandbox = createWhmcsSandbox(context, options)
  const app = fastify()
  await sandbox.routes?.(app)
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/whmcs`
  const exchanges: Exchange[] = []
  const deps: ConnectorDeps = {
    now: () => context.clock.now(),
    correlationId: () => 'test-correlation',
    observe: (exchange) => exchanges.push(exchange),
  }
  const connect = (change: Partial<WhmcsConfig> = {}) =>
    createWhmcsBilling(
      WhmcsConfig.parse({
        url,
        ...sandboxWhmcsCredentials,
        paymentMethod: 'stripe',
        currency: 'USD',
        timeoutMs: 2_000,
        ...change,
      }),
      deps,
    )
  return { sandbox, context, url, exchanges, connect, stop: () => app.close() }
}

billingContract('WHMCS', async (): Promise<BillingWorld> => {
  const { sandbox, context, exchanges, connect, stop } = await startWhmcs()
  return {
    billing: connect(),
    exchanges,
    secrets: [
      ...Object.values(sandboxWhmcsCredentials),
      'sandbox_token',
      'sandbox-service-password',
      'access_token',
    ],
    operations: {
      addOrder: 'AddOrder',
      acceptOrder: 'AcceptOrder',
      readClient: 'GetClientsDetails',
      createCharge: 'CreateInvoice',
      capturePayment: 'CapturePayment',
    },
    products: { recurring: '201', oneTime: '103', counted: '301' },
    customField: 'ICCID',
    fault: (rule) => context.faults.add({ ...rule, system: 'whmcs' }),
    clearFaults: () => context.faults.clear(),
    addCard: (clientId) => sandbox.addCard(clientId),
    countOrders: (clientId) => sandbox.listOrders(clientId).length,
    countCharges: (clientId) => sandbox.listInvoices(clientId).length,
    stop,
  }
})

describe("WHMCS's own ways", () => {
  let running: Running
  let billing: BillingSystem
  let clientId: string
  beforeEach(async () => {
    running = await startWhmcs()
    billing = running.connect()
    clientId = running.sandbox.addClient({ email: 'ada@example.com', firstname: 'Ada', lastname: 'Moreno' })
  })
  afterEach(() => running.stop())

  const order = (...lines: Partial<NewBillingOrder['lines'][number]>[]): NewBillingOrder => ({
    clientId,
    crmOrderId: '801000000000001AAA',
    lines: lines.map((line) => ({
      billingProductId: '101',
      billingCycle: 'monthly',
      quantity: 1,
      configOptions: {},
      ...line,
    })),
  })
  const calls = (operation: string) => running.context.journal.list({ system: 'whmcs', operation })
  const fault = (operation: string, kind: 'malformed' | 'http-500' | 'reject', message?: string) =>
    running.context.faults.add({
      system: 'whmcs',
      operation,
      kind,
      count: 1,
      ...(message ? { message } : {}),
    })

  test('an order carries its marker in the notes and in a custom field of every service', async () => {
    await billing.addOrder({ ...order({}, { billingProductId: '103' }), notes: 'Ring twice' }, 'o-1:billing')
    expect(running.sandbox.listOrders()[0]?.notes).toBe(
      'sfOrderId=801000000000001AAA ref=o-1:billing\nRing twice',
    )
    expect(running.sandbox.listServices().map(({ customFields }) => customFields)).toEqual([
      { 'Turnup reference': 'o-1:billing', 'Salesforce order': '801000000000001AAA' },
      { 'Turnup reference': 'o-1:billing', 'Salesforce order': '801000000000001AAA' },
    ])
  })

  test('the customer number goes into the services of products that have a field for it (R106)', async () => {
    const products = demoCatalogue()
    products.get(101)?.customFields.push({ id: 1019, name: 'Customer number' })
    const fielded = await startWhmcs({ products })
    try {
      const who = fielded.sandbox.addClient({ email: 'b@example.com' })
      const placed = { ...order({}, { billingProductId: '103' }), clientId: who, customerNumber: 'C-1001' }
      await fielded.connect().addOrder(placed, 'o-1')
      const numbers = fielded.sandbox
        .listServices()
        .map(({ customFields }) => customFields['Customer number'])
      expect(numbers).toEqual(['C-1001', undefined])
    } finally {
      await fielded.stop()
    }
  })

  test('the payment method is always sent, noinvoice and noemail never', async () => {
    await billing.addOrder({ ...order({}), promoCode: 'WELCOME10' }, 'o-1')
    const request = calls('AddOrder')[0]?.request as Record<string, unknown>
    expect(request).toMatchObject({ paymentmethod: 'stripe', promocode: 'WELCOME10', pid: { 0: '101' } })
    expect(request).not.toHaveProperty('noinvoice')
    expect(request).not.toHaveProperty('noemail')
  })

  test('options arrive as chosen, by id or by name, and free text becomes a custom field', async () => {
    const { serviceIds } = await billing.addOrder(
      order(
        { configOptions: { 11: '112' } },
        { configOptions: { Router: 'Mesh router' } },
        { billingProductId: '203', configOptions: { iccid: '0089981000000000012' } },
      ),
      'o-1',
    )
    const services = running.sandbox.listServices(clientId)
    expect(services[0]?.options).toEqual({ 11: '112' })
    expect(services[1]?.options).toEqual({ 11: '112' })
    expect(services[2]?.customFields.ICCID).toBe('0089981000000000012')
    const service = await billing.readService(clientId, serviceIds[0] ?? '')
    expect(service?.configOptions).toEqual([{ id: '11', name: 'Router', value: 'Mesh router' }])
  })

  test('an option or value that WHMCS would silently replace by the cheapest is refused before anything is sent', async () => {
    const wrongValue = await failureOf(billing.addOrder(order({ configOptions: { 11: '999' } }), 'o-1'))
    const wrongOption = await failureOf(billing.addOrder(order({ configOptions: { colour: 'red' } }), 'o-1'))
    expect([wrongValue.code, wrongOption.code]).toEqual(['CONFIG_VALUE_UNKNOWN', 'CONFIG_OPTION_UNKNOWN'])
    expect(calls('AddOrder')).toEqual([])
  })

  test('a quantity is one service where the product allows it, and as many services as units elsewhere', async () => {
    await billing.addOrder(order({ billingProductId: '301', quantity: 3 }, { quantity: 2 }), 'o-1')
    const services = running.sandbox.listServices(clientId)
    expect(services.map(({ pid, quantity }) => [pid, quantity])).toEqual([
      ['301', 3],
      ['101', 1],
      ['101', 1],
    ])
  })

  test('products without the marker field are refused, unless the notes are trusted', async () => {
    const products = demoCatalogue()
    for (const product of products.values()) product.customFields = []
    const bare = await startWhmcs({ products })
    try {
      const who = bare.sandbox.addClient({ email: 'b@example.com' })
      const bareOrder = { ...order({}), clientId: who }
      expect((await failureOf(bare.connect().addOrder(bareOrder, 'o-1'))).code).toBe('MARKER_FIELD_MISSING')
      expect(bare.sandbox.listOrders()).toEqual([])
      const trusting = bare.connect({ trustOrderNotes: true })
      const added = await trusting.addOrder(bareOrder, 'o-1')
      expect(await trusting.findOrder(who, 'o-1')).toEqual(added)
    } finally {
      await bare.stop()
    }
  })

  test('an order is found by its custom field where WHMCS forgets notes', async () => {
    const forgetful = await startWhmcs({ keepsOrderNotes: false })
    try {
      const who = forgetful.sandbox.addClient({ email: 'b@example.com' })
      const added = await forgetful.connect().addOrder({ ...order({}), clientId: who }, 'o-1')
      expect(await forgetful.connect().findOrder(who, 'o-1')).toEqual(added)
    } finally {
      await forgetful.stop()
    }
  })

  test('an order is found behind more services and orders than one page holds', async () => {
    const wanted = await billing.addOrder(order({}), 'o-wanted')
    for (let number = 0; number < 120; number += 1) await billing.addOrder(order({}), `o-${number}`)
    const last = await billing.findOrder(clientId, 'o-119')
    expect(await billing.findOrder(clientId, 'o-wanted')).toEqual(wanted)
    expect(last?.serviceIds).toHaveLength(1)
    expect(await billing.findOrder(clientId, 'o-120')).toBeUndefined()
    expect(await billing.listServices(clientId)).toHaveLength(121)
    expect(await billing.listInvoices(clientId)).toHaveLength(121)
  })

  test('two living orders with one reference are shown to a person, not chosen between', async () => {
    const first = await billing.addOrder(order({}), 'o-1')
    const second = await billing.addOrder(order({}), 'o-1')
    const error = await failureOf(billing.findOrder(clientId, 'o-1'))
    expect([error.kind, error.code]).toEqual(['rejected', 'DUPLICATE_ORDERS'])
    expect(error.message).toContain(`${first.orderId}, ${second.orderId}`)
    await billing.cancelOrder(first.orderId)
    expect((await billing.findOrder(clientId, 'o-1'))?.orderId).toBe(second.orderId)
  })

  test('AcceptOrder twice is an error on the wire and success here', async () => {
    const { orderId } = await billing.addOrder(order({}), 'o-1')
    await billing.acceptOrder(orderId)
    await billing.acceptOrder(orderId)
    expect(calls('AcceptOrder')).toHaveLength(2)
    const second = running.exchanges.filter(({ operation }) => operation === 'AcceptOrder')[1]
    expect(second).toMatchObject({ outcome: 'rejected', response: { status: 200 } })
  })

  test("a module's own error at acceptance is passed on, and the order stays pending", async () => {
    const { orderId } = await billing.addOrder(order({}), 'o-1')
    fault('AcceptOrder', 'reject', 'Module Create Failed: no capacity')
    const error = await failureOf(billing.acceptOrder(orderId))
    expect([error.kind, error.code]).toEqual(['rejected', 'WHMCS_REFUSED'])
    expect(error.message).toContain('no capacity')
  })

  test('an HTML page for an answer: unknown after a write, unavailable after a read', async () => {
    fault('AddOrder', 'malformed')
    expect((await failureOf(billing.addOrder(order({}), 'o-1'))).kind).toBe('outcome-unknown')
    fault('GetClientsDetails', 'malformed')
    expect((await failureOf(billing.readClient(clientId))).kind).toBe('unavailable')
    fault('GetClientsDetails', 'http-500')
    expect((await failureOf(billing.readClient(clientId))).kind).toBe('unavailable')
    fault('CreateInvoice', 'http-500')
    const amount = { amountMinor: 100, currency: 'USD' }
    const charge = billing.createCharge({ clientId, description: 'Top-up', amount }, 'c-1')
    expect((await failureOf(charge)).kind).toBe('outcome-unknown')
  })

  test('a WHMCS that cannot be reached took nothing: unavailable, even for a write', async () => {
    await running.stop()
    const error = await failureOf(billing.acceptOrder('1'))
    expect([error.kind, error.code]).toEqual(['unavailable', 'UNREACHABLE'])
  })

  test.for([
    ['Invalid Permissions: API action "AddOrder" is not allowed', 'PERMISSION_MISSING'],
    ['Invalid IP 203.0.113.9', 'ADDRESS_NOT_ALLOWED'],
  ] as const)('%s is a matter for the administrator', async ([message, code]) => {
    await billing.listProducts()
    fault('AddOrder', 'reject', message)
    const error = await failureOf(billing.addOrder(order({}), 'o-1'))
    expect([error.kind, error.code]).toEqual(['auth', code])
  })

  test('wrong credentials are told without telling them', async () => {
    const wrong = running.connect({ secret: 'not-the-secret' })
    const error = await failureOf(wrong.readClient(clientId))
    expect([error.kind, error.code]).toEqual(['auth', 'CREDENTIALS_REFUSED'])
    expect(JSON.stringify([error, error.message, running.exchanges])).not.toContain('not-the-secret')
  })

  test('a throttled call says how long to wait', async () => {
    running.context.faults.add({ system: 'whmcs', operation: 'GetPayMethods', kind: 'throttle', count: 1 })
    const error = await failureOf(billing.listPaymentMethods(clientId))
    expect([error.kind, error.retryAfterMs]).toEqual(['throttled', 2_000])
  })

  test('a closed client is refused as such', async () => {
    running.sandbox.setClientStatus(clientId, 'Closed')
    expect((await failureOf(billing.addOrder(order({}), 'o-1'))).code).toBe('CLIENT_CLOSED')
    expect((await failureOf(billing.createSsoLink(clientId, { page: 'services' }))).code).toBe('SSO_BLOCKED')
  })

  test('a declined card is a business no, and the invoice stays unpaid', async () => {
    running.sandbox.addCard(clientId, '4000000000000002')
    const { invoiceId = '' } = await billing.addOrder(order({}), 'o-1')
    expect((await failureOf(billing.capturePayment(clientId, invoiceId))).code).toBe('PAYMENT_FAILED')
    expect((await billing.readInvoice(clientId, invoiceId))?.balance).toEqual({
      amountMinor: 5900,
      currency: 'USD',
    })
  })

  test('an invoice that is paid already is not captured again', async () => {
    running.sandbox.addCard(clientId)
    const { invoiceId = '' } = await billing.addOrder(order({}), 'o-1')
    await billing.capturePayment(clientId, invoiceId)
    await billing.capturePayment(clientId, invoiceId)
    expect(calls('CapturePayment')).toHaveLength(1)
  })

  test('a charge in a currency in which nobody is billed is refused before anything is sent', async () => {
    const amount = { amountMinor: 100, currency: 'EUR' }
    const error = await failureOf(billing.createCharge({ clientId, description: 'x', amount }, 'c-1'))
    expect(error.code).toBe('CURRENCY_MISMATCH')
    expect(calls('CreateInvoice')).toEqual([])
  })

  test('describing again what is there already sends nothing; an unknown field is refused', async () => {
    const { serviceIds } = await billing.addOrder(order({}), 'o-1')
    const serviceId = serviceIds[0] ?? ''
    await billing.describeService(clientId, serviceId, { note: 'done' })
    await billing.describeService(clientId, serviceId, { note: 'done' })
    expect(calls('UpdateClientProduct')).toHaveLength(1)
    const unknown = billing.describeService(clientId, serviceId, { customFields: { Colour: 'red' } })
    expect((await failureOf(unknown)).code).toBe('CUSTOM_FIELD_MISSING')
  })

  test('products are remembered for five minutes, but a new one is looked for at once', async () => {
    await billing.addOrder(order({}), 'o-1')
    await billing.addOrder(order({}), 'o-2')
    expect(calls('GetProducts')).toHaveLength(1)
    await failureOf(billing.addOrder(order({ billingProductId: '999' }), 'o-3'))
    expect(calls('GetProducts')).toHaveLength(2)
    running.context.clock.move(5 * 60_000)
    await billing.addOrder(order({}), 'o-4')
    expect(calls('GetProducts')).toHaveLength(3)
  })

  describe('check', () => {
    const findings = async (change: Partial<WhmcsConfig>) =>
      Object.fromEntries((await running.connect(change).check()).map((result) => [result.id, result]))

    test('each mistake has its finding and its mend', async () => {
      const found = await findings({
        paymentMethod: 'paypal',
        customerNumberFieldId: '77',
        orderMarkerFieldName: 'Marker',
        departmentId: '9',
      })
      expect(Object.entries(found).map(([id, { level }]) => [id, level])).toEqual([
        ['whmcs.transport', 'ok'],
        ['whmcs.credentials', 'ok'],
        ['whmcs.payment-method', 'failure'],
        ['whmcs.custom-field.customer-number', 'failure'],
        ['whmcs.custom-field.order-marker', 'failure'],
        ['whmcs.department', 'failure'],
      ])
      expect(found['whmcs.payment-method']?.mend).toContain('stripe, banktransfer')
    })

    test('wrong credentials stop the rest, with the mend for them', async () => {
      const found = await findings({ secret: 'wrong' })
      expect(found['whmcs.credentials']).toMatchObject({ level: 'failure' })
      expect(found['whmcs.credentials']?.mend).toContain('credentials')
      expect(found['whmcs.payment-method']).toBeUndefined()
    })

    test('a permission that is missing is named', async () => {
      fault('GetProducts', 'reject', 'Invalid Permissions: API action "GetProducts" is not allowed')
      const found = await findings({})
      expect(found['whmcs.custom-field.order-marker']?.mend).toContain('GetProducts')
    })

    test('checking changes nothing outside', async () => {
      await findings({})
      expect(running.context.journal.list().filter(({ effect }) => effect === 'write')).toEqual([])
    })
  })
})
