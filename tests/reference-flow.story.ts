import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Customer, placeOrder, signUp } from './stack/customer.ts'
import { outsideEffects } from './stack/effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let nextNumber = 2000

beforeAll(async () => {
  stack = await startStack()
  stack.sandbox.systems.salesforce.setWebhookTarget(stack.webhookTarget)
})
afterAll(() => stack?.stop())

async function customerWithCard(): Promise<Customer> {
  const customer = await signUp(stack.api, stack.sandbox, `C-${nextNumber}`)
  nextNumber += 1
  stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
  return customer
}

/** R018: what must be true at the end, whichever door it came through. */
async function expectReferenceResult(customer: Customer, crmOrderId: string): Promise<void> {
  await waitForState(stack, crmOrderId, 'completed')
  const { salesforce } = stack.sandbox.systems
  const order = salesforce.readRecord('Order', crmOrderId)
  const status = await customer.api.request('GET', `/api/orders/${crmOrderId}`)
  expect(status.body).toMatchObject({ sfOrderId: crmOrderId, status: 'Provisioned' })
  const serviceIds = status.body.whmcsServiceIds as number[]
  expect(serviceIds).toHaveLength(1)
  expect(order).toMatchObject({
    Activation_Status__c: 'Provisioned',
    WHMCS_Order_Id__c: Number(status.body.whmcsOrderId),
  })
  await waitFor(
    'both mails',
    async () => (await outsideEffects(stack.sandbox, crmOrderId, stack)).mailKinds.length >= 3,
  )
  expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
    billingOrders: 1,
    acceptedOrders: 1,
    esimProfiles: 1,
    lines: 1,
    mailKinds: ['esim-activation', 'order-confirmation', 'order-provisioned'],
  })
  const subscriptions = await customer.api.request<{ subscriptions: unknown[] }>('GET', '/api/subscriptions')
  expect(JSON.stringify(subscriptions.body)).toContain(String(serviceIds[0]))
  const invoices = await customer.api.request('GET', '/api/invoices')
  expect(invoices.status).toBe(200)
  const opportunity = salesforce.readRecord('Opportunity', String(order?.OpportunityId))
  expect(opportunity).toMatchObject({ StageName: 'Active', WHMCS_Service_ID__c: serviceIds[0] })
}

describe('the reference flow from sign-up to active service (R018)', () => {
  test('by the platform event that approval publishes', async () => {
    const customer = await customerWithCard()
    const { crmOrderId } = await placeOrder(customer)
    const before = await customer.api.request('GET', `/api/orders/${crmOrderId}`)
    expect(before.body).toMatchObject({ status: 'Pending Review' })
    stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
    await expectReferenceResult(customer, crmOrderId)
  })

  test('by the signed webhook of the quick action, answered in time', async () => {
    const customer = await customerWithCard()
    const { crmOrderId } = await placeOrder(customer)
    const answer = await stack.sandbox.systems.salesforce.pressQuickAction(crmOrderId)
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'Provisioned' })
    await expectReferenceResult(customer, crmOrderId)
  })

  test('by the sweep, when nobody announced the approval', async () => {
    const customer = await customerWithCard()
    const { crmOrderId } = await placeOrder(customer)
    stack.sandbox.systems.salesforce.editRecord('Order', crmOrderId, { Status: 'Approved' })
    await expectReferenceResult(customer, crmOrderId)
  })

  test('by all doors at once, each pressed twice: one effect of each kind', async () => {
    const customer = await customerWithCard()
    const { crmOrderId } = await placeOrder(customer)
    const { salesforce } = stack.sandbox.systems
    salesforce.approveOrder(crmOrderId)
    salesforce.publishProvisionRequest(crmOrderId)
    const key = randomUUID()
    const answers = await Promise.all([
      salesforce.pressQuickAction(crmOrderId, { idempotencyKey: key }),
      salesforce.pressQuickAction(crmOrderId, { idempotencyKey: key }),
      salesforce.pressQuickAction(crmOrderId),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    await expectReferenceResult(customer, crmOrderId)
  })
})
