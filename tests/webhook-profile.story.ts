import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { orderWrites } from './stack/crm-history.ts'
import { type Customer, placeOrder, signUp } from './stack/customer.ts'
import { outsideEffects, usedProfiles } from './stack/effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let nextNumber = 2000

/** The org of document 1: its own field names, no flow, no platform event. */
beforeAll(async () => {
  stack = await startStack({
    profile: 'webhook-v1',
    flow: false,
    environment: { SF_EVENTS_ENABLED: 'false' },
  })
  stack.sandbox.systems.salesforce.setWebhookTarget(stack.webhookTarget)
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

async function orderInHand(items = [{ productId: 'ESIM-DATA-20' }]) {
  const customer = await customerOf(`C-${nextNumber++}`)
  return { customer, ...(await placeOrder(customer, items)) }
}

/** Document 1 only reads the account, so billing's number for it stands in billing alone. */
async function customerOf(customerNumber: string): Promise<Customer> {
  const customer = await signUp(stack.api, stack.sandbox, customerNumber)
  const { billing_client_id: billingClientId } = await stack.server.services.db
    .selectFrom('customer_mapping')
    .select('billing_client_id')
    .where('customer_id', '=', customer.customerId)
    .executeTakeFirstOrThrow()
  stack.sandbox.systems.whmcs.addCard(billingClientId)
  return { ...customer, billingClientId }
}

const crmOrder = (crmOrderId: string) => stack.sandbox.systems.salesforce.readRecord('Order', crmOrderId)
const press = (crmOrderId: string) => stack.sandbox.systems.salesforce.pressQuickAction(crmOrderId)
const statuses = (crmOrderId: string) =>
  orderWrites(stack, crmOrderId).flatMap(({ Provisioning_Status__c: status }) => (status ? [status] : []))

test('Pending Review, Activating, Provisioned: each status is in Salesforce in its turn (R091, R116)', async () => {
  const { crmOrderId } = await orderInHand()
  expect(crmOrder(crmOrderId)).toMatchObject({
    Status: 'Pending Review',
    Provisioning_Status__c: 'Pending Review',
  })
  const before = Date.now()
  expect((await press(crmOrderId)).status).toBe(200)
  expect(statuses(crmOrderId)).toEqual(['Activating', 'Provisioned'])
  const { billingOrders, mailKinds: _, ...effects } = await outsideEffects(stack.sandbox, crmOrderId, stack)
  expect({ billingOrders, ...effects }).toEqual({
    billingOrders: 1,
    acceptedOrders: 1,
    services: 1,
    esimProfiles: 1,
    lines: 1,
  })
  const order = crmOrder(crmOrderId)
  const [billed] = stack.sandbox.systems.whmcs.listOrders().filter(({ notes }) => notes.includes(crmOrderId))
  expect(order).toMatchObject({
    WHMCS_Order_ID__c: Number(billed?.orderId),
    Provisioning_Error_Code__c: null,
    Provisioning_Error_Message__c: null,
    Attempt_Count__c: 1,
  })
  const lastAt = Date.parse(String(order?.Last_Provisioning_At__c))
  expect(lastAt).toBeGreaterThanOrEqual(before - 1_000)
  expect(lastAt).toBeLessThanOrEqual(Date.now())
})

test('the ICCID is in Salesforce as its last four digits, and nowhere in full (R110)', async () => {
  const { crmOrderId } = await orderInHand()
  expect((await press(crmOrderId)).status).toBe(200)
  const masked = String(crmOrder(crmOrderId)?.ESIM_ICCID__c)
  expect(masked).toMatch(/^•+\d{4}$/)
  const iccids = usedProfiles(stack.sandbox)
  expect(iccids.map((iccid) => iccid.slice(-4))).toContain(masked.slice(-4))
  const { salesforce, whmcs, mail } = stack.sandbox.systems
  const kept = [
    ...['Order', 'OrderItem', 'Case', 'Opportunity'].map((object) => salesforce.listRecords(object)),
    whmcs.listServices(),
    whmcs.listOrders(),
    mail.save(),
    stack.sandbox.context.journal.list(),
  ]
  for (const iccid of iccids) expect(JSON.stringify(kept)).not.toContain(iccid)
})

test('a failure has its code and its message in two fields, and another try clears both (R085, R107)', async () => {
  const { customer, crmOrderId } = await orderInHand()
  const { whmcs } = stack.sandbox.systems
  whmcs.removeCards(customer.billingClientId)
  const refused = await press(crmOrderId)
  expect(refused.status).toBe(409)
  expect(JSON.parse(refused.body)).toMatchObject({ status: 'Failed', errorCode: 'PAYMENT_METHOD_MISSING' })
  await waitFor('the failure in Salesforce', async () => statuses(crmOrderId).includes('Failed'))
  expect(crmOrder(crmOrderId)).toMatchObject({
    Provisioning_Status__c: 'Failed',
    Provisioning_Error_Code__c: 'PAYMENT_METHOD_MISSING',
    Provisioning_Error_Message__c: expect.stringMatching(/^Payment Method Missing/),
    Attempt_Count__c: 1,
  })
  whmcs.addCard(customer.billingClientId)
  expect((await press(crmOrderId)).status).toBe(200)
  expect(crmOrder(crmOrderId)).toMatchObject({
    Provisioning_Status__c: 'Provisioned',
    Provisioning_Error_Code__c: null,
    Provisioning_Error_Message__c: null,
    Attempt_Count__c: 2,
  })
  expect(statuses(crmOrderId)).toEqual(['Activating', 'Failed', 'Activating', 'Provisioned'])
})

test('a reviewer who approves has the order provisioned, whether or not anybody presses the button (X04, X19)', async () => {
  const { crmOrderId } = await orderInHand([{ productId: 'VPN-FIXED-IP' }])
  stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  expect(crmOrder(crmOrderId)).toMatchObject({ Provisioning_Status__c: 'Approved' })
  await waitForState(stack, crmOrderId, 'completed')
  expect(crmOrder(crmOrderId)).toMatchObject({ Status: 'Approved', Provisioning_Status__c: 'Provisioned' })
})

test('the account is only read: nothing of the portal is written to it (R017)', async () => {
  const customer = await customerOf(`C-${nextNumber++}`)
  const writes = stack.sandbox.context.journal
    .list({ system: 'salesforce', operation: 'PATCH /sobjects/Account' })
    .filter(({ outcome }) => outcome === 'performed')
  expect(writes).toEqual([])
  expect((await customer.api.request('GET', '/api/me')).body).toMatchObject({
    customerNumber: customer.customerNumber,
  })
})

test('eligibility comes from the two attributes of the account (R063, X11)', async () => {
  const customer = await customerOf('C-1002')
  const { body } = await customer.api.request<{ items: { sku: string }[] }>(
    'GET',
    '/api/catalog/personalized',
  )
  const skus = body.items.map(({ sku }) => sku)
  expect(skus).toContain('INTERNET-APARTMENT-100M')
  expect(skus).not.toContain('INTERNET-HOME-1G')
})
