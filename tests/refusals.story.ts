import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crmRecordsOf } from './stack/crm-records.ts'
import { type Customer, password, placeOrder, signUp } from './stack/customer.ts'
import { performed } from './stack/effects.ts'
import { type Expected, expectRefusal } from './stack/refusal.ts'
import { signInAgain } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'

let stack: Stack
let ada: Customer
let stranger: Customer

beforeAll(async () => {
  stack = await startStack()
  ada = await signUp(stack.api, stack.sandbox, 'C-2000')
  stranger = await signUp(stack.api, stack.sandbox, 'C-2001')
  stack.sandbox.systems.whmcs.addCard(ada.billingClientId)
})
afterAll(() => stack?.stop())

describe('sign-up is refused', () => {
  const form = {
    email: 'new@example.com',
    password,
    firstName: 'Ada',
    lastName: 'Moreno',
    sfNumber: 'C-2002',
  }
  const refused = (more: object, expected: Expected) =>
    expectRefusal(stack, { method: 'POST', path: '/api/auth/signup', body: { ...form, ...more } }, expected)

  test('with an unknown customer number, and makes nothing anywhere', async () => {
    const clients = performed(stack.sandbox, 'whmcs', 'AddClient')
    await refused(
      { sfNumber: 'C-9999' },
      { status: 422, code: 'CUSTOMER_NUMBER_UNKNOWN', field: 'sfNumber', says: /customer number/ },
    )
    expect(performed(stack.sandbox, 'whmcs', 'AddClient')).toBe(clients)
  })

  test('with an e-mail address that is registered: sign in or reset the password', async () => {
    await refused(
      { email: ada.email.toUpperCase() },
      { status: 409, code: 'EMAIL_ALREADY_REGISTERED', field: 'email', says: /Sign in, or reset/ },
    )
  })

  test('with a customer number that is registered', async () => {
    await refused(
      { sfNumber: ada.customerNumber },
      { status: 409, code: 'CUSTOMER_NUMBER_ALREADY_REGISTERED', field: 'sfNumber' },
    )
  })

  test.each([
    ['too short', 'kurz', /at least 10/],
    ['that is tried first', 'password123456', /first that are tried/],
    ['that is the e-mail address', form.email, /e-mail address/],
  ])('with a password %s', async (_what, weak, says) => {
    await refused({ password: weak }, { status: 400, code: 'PASSWORD_NOT_ALLOWED', field: 'password', says })
  })

  test.each([
    ['sfNumber', undefined, /sfNumber is missing/],
    ['sfNumber', '', /customer number/],
    ['email', 'nobody', /e-mail address/],
    ['lastName', undefined, /lastName is missing/],
  ])('where %s is %j', async (field, value, says) => {
    await refused({ [field]: value }, { status: 400, code: 'INVALID_REQUEST', field, says })
  })
})

describe('an order is refused', () => {
  const refused = (items: object[], expected: Expected, as = ada.api) =>
    expectRefusal(
      stack,
      {
        as,
        method: 'POST',
        path: '/api/orders',
        body: { items },
        headers: { 'idempotency-key': randomUUID() },
      },
      expected,
    )
  const vpn = { productId: 'VPN-FIXED-IP' }

  test('without a payment method', async () => {
    await refused(
      [vpn],
      { status: 409, code: 'PAYMENT_METHOD_MISSING', says: /payment method/ },
      stranger.api,
    )
    expect(crmRecordsOf(stack, stranger, 'Order')).toEqual([])
  })

  test.each([
    ['that does not exist', { productId: 'NOTHING' }, 'PRODUCT_UNKNOWN', 'productId', /catalogue/],
    ['that billing does not have', { productId: 999 }, 'PRODUCT_UNKNOWN', 'productId', /999/],
    [
      'that the address cannot have',
      { productId: 'INTERNET-HOME-1G' },
      'PRODUCT_NOT_ELIGIBLE',
      'productId',
      /eligibility check/,
    ],
    ['without a mapping', { productId: 'ROUTER-RENTAL' }, 'PRODUCT_NOT_MAPPED', 'productId', /set-up/],
    ['that has ended', { productId: 'VPN-SUMMER-2024' }, 'PRODUCT_EXPIRED', 'productId', /2024-08-31/],
    ['in too large a number', { ...vpn, quantity: 4 }, 'QUANTITY_TOO_LARGE', 'quantity', /at most 3/],
    [
      'with a choice that it does not offer',
      { productId: 'ESIM-DATA-20', configOptions: { 21: '999' } },
      'CONFIG_OPTION_INVALID',
      'configOptions.21',
      /Home only, Region/,
    ],
    [
      'with an option that it does not have',
      { ...vpn, configOptions: { colour: 'red' } },
      'CONFIG_OPTION_UNKNOWN',
      'configOptions.colour',
      /colour/,
    ],
  ])('for a product %s', async (_what, item, code, field, says) => {
    const before = crmRecordsOf(stack, ada, 'Order').length
    await refused([item], { status: 422, code, field: `items.0.${field}`, says })
    expect(crmRecordsOf(stack, ada, 'Order')).toHaveLength(before)
  })

  test.each([
    ['no items', [], 'items'],
    ['a quantity of none', [{ ...vpn, quantity: 0 }], 'items.0.quantity'],
    ['a half', [{ ...vpn, quantity: 1.5 }], 'items.0.quantity'],
    ['no product', [{}], 'items.0.productId'],
  ])('with %s', async (_what, items, field) => {
    await refused(items, { status: 400, code: 'INVALID_REQUEST', field })
  })

  test('for a number of billing that several products have', async () => {
    const { salesforce } = stack.sandbox.systems
    const summer = salesforce
      .listRecords('Product2')
      .find(({ StockKeepingUnit }) => StockKeepingUnit === 'VPN-SUMMER-2024')
    const edit = async (lastDay: string | null) => {
      salesforce.editRecord('Product2', String(summer?.Id), { Portal_Valid_Until__c: lastDay })
      await stack.moveTime(16 * 60_000)
      ada = await signInAgain(stack, ada)
      stranger = await signInAgain(stack, stranger)
    }
    await edit(null)
    const expected = { status: 422, code: 'PRODUCT_AMBIGUOUS', field: 'items.0.productId' }
    await refused([{ productId: 301 }], { ...expected, says: /VPN-FIXED-IP, VPN-SUMMER-2024/ })
    await edit('2024-08-31')
  })

  test('without an Idempotency-Key', async () => {
    await expectRefusal(
      stack,
      { as: ada.api, method: 'POST', path: '/api/orders', body: { items: [vpn] } },
      { status: 400, code: 'INVALID_REQUEST', field: 'idempotency-key', says: /missing/ },
    )
  })

  test('under an Idempotency-Key that came with another order', async () => {
    const key = randomUUID()
    await placeOrder(ada, [vpn], key)
    const before = crmRecordsOf(stack, ada, 'Order').length
    await expectRefusal(
      stack,
      {
        as: ada.api,
        method: 'POST',
        path: '/api/orders',
        body: { items: [{ productId: 'ESIM-DATA-20' }] },
        headers: { 'idempotency-key': key },
      },
      { status: 422, code: 'IDEMPOTENCY_KEY_REUSED', field: 'Idempotency-Key', says: /new key/ },
    )
    expect(crmRecordsOf(stack, ada, 'Order')).toHaveLength(before)
  })
})

describe('what is not there, or not yours', () => {
  test('reads the same: an order of somebody else, and none at all', async () => {
    const { crmOrderId } = await placeOrder(ada, [{ productId: 'VPN-FIXED-IP' }])
    const expected = { status: 404, code: 'ORDER_NOT_FOUND' }
    for (const path of [`/api/orders/${crmOrderId}`, '/api/orders/801000000000999AAA']) {
      await expectRefusal(stack, { as: stranger.api, method: 'GET', path }, expected)
      await expectRefusal(stack, { as: stranger.api, method: 'GET', path: `${path}/events` }, expected)
      const cancel = { as: stranger.api, method: 'POST', path: `${path}/cancel-request`, body: {} }
      await expectRefusal(stack, cancel, expected)
    }
    const own = await ada.api.request('GET', `/api/orders/${crmOrderId}`)
    expect(own.body).toMatchObject({ status: 'Pending Review', cancellable: true })
  })

  test('subscriptions, invoices and actions of somebody else', async () => {
    const { whmcs } = stack.sandbox.systems
    const { crmOrderId } = await placeOrder(ada, [{ productId: 'VPN-FIXED-IP' }])
    stack.sandbox.systems.salesforce.setWebhookTarget(stack.webhookTarget)
    const timestampMs = stack.clock.now().getTime()
    expect(
      (await stack.sandbox.systems.salesforce.pressQuickAction(crmOrderId, { timestampMs })).status,
    ).toBe(200)
    const [service] = whmcs.listServices(ada.billingClientId)
    const [invoice] = whmcs.listInvoices(ada.billingClientId)
    const none = { status: 404, code: 'SUBSCRIPTION_NOT_FOUND' }
    const as = stranger.api
    await expectRefusal(stack, { as, method: 'GET', path: `/api/subscriptions/${service?.serviceId}` }, none)
    const headers = { 'idempotency-key': randomUUID() }
    for (const action of ['reissue-esim', 'topup', 'cancellation-request']) {
      const path = `/api/subscriptions/${service?.serviceId}/${action}`
      await expectRefusal(stack, { as, method: 'POST', path, body: {}, headers }, none)
    }
    const noInvoice = { status: 404, code: 'INVOICE_NOT_FOUND' }
    await expectRefusal(stack, { as, method: 'GET', path: `/api/invoices/${invoice?.invoiceId}` }, noInvoice)
    const body = { destination: 'invoice', invoiceId: invoice?.invoiceId }
    await expectRefusal(stack, { as, method: 'POST', path: '/api/auth/sso-link', body }, noInvoice)
    const noAction = { status: 404, code: 'ACTION_NOT_FOUND' }
    const path = `/api/subscriptions/actions/${randomUUID()}`
    await expectRefusal(stack, { as, method: 'GET', path }, noAction)
  })
})
