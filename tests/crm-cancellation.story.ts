import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOrder, signUp } from './stack/customer.ts'
import { outsideEffects } from './stack/effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

test('an order that the reviewer cancels in the CRM is cancelled for the customer, and nothing is made outside', async () => {
  const customer = await signUp(stack.api, stack.sandbox, 'C-2000')
  stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
  const { crmOrderId } = await placeOrder(customer)
  stack.sandbox.systems.salesforce.cancelOrder(crmOrderId)
  await waitForState(stack, crmOrderId, 'cancelled')
  const status = await customer.api.request('GET', `/api/orders/${crmOrderId}`)
  expect(status.body).toMatchObject({ status: 'Cancelled' })
  expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
    billingOrders: 0,
    esimProfiles: 0,
    lines: 0,
  })
  expect(stack.sandbox.systems.salesforce.readRecord('Order', crmOrderId)).toMatchObject({
    Status: 'Cancelled',
  })
})
