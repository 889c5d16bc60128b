import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { billedOrder } from './stack/billed.ts'
import { typeInOrder } from './stack/crm-clerk.ts'
import { crmProduct } from './stack/crm-records.ts'
import { type Customer, placeOrder, signUp } from './stack/customer.ts'
import { outsideEffects } from './stack/effects.ts'
import { customerWithCard } from './stack/orders-in-hand.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

const org = () => stack.sandbox.systems.salesforce
const linesOf = (crmOrderId: string) =>
  org()
    .listRecords('OrderItem')
    .filter(({ OrderId }) => OrderId === crmOrderId)
const page = async (customer: Customer, crmOrderId: string) =>
  (await customer.api.request('GET', `/api/orders/${crmOrderId}`)).body

describe('what a person does in Salesforce counts', () => {
  test('a reviewer changes quantity, options and promotion before the approval', async () => {
    const customer = await customerWithCard(stack)
    const { crmOrderId } = await placeOrder(customer)
    const [line] = linesOf(crmOrderId)
    org().editRecord('OrderItem', String(line?.Id), {
      Quantity: 2,
      ConfigOptions_JSON__c: JSON.stringify({ 21: '212' }),
    })
    org().editRecord('Order', crmOrderId, { Promo_Code__c: 'WELCOME10' })
    org().approveOrder(crmOrderId)
    await waitForState(stack, crmOrderId, 'completed')
    expect(billedOrder(stack, crmOrderId).promoCode).toBe('WELCOME10')
    expect(billedOrder(stack, crmOrderId).lines).toMatchObject([
      { pid: '201', options: { 21: '212' } },
      { pid: '201', options: { 21: '212' } },
    ])
    expect((await page(customer, crmOrderId)).items).toMatchObject([
      { sku: 'ESIM-DATA-20', quantity: 2, configOptions: { 21: '212' } },
    ])
  })

  test('a line that billing does not know is held and told; mended and retried, the order goes through', async () => {
    const customer = await customerWithCard(stack)
    const lines = [{ sku: 'VPN-FIXED-IP' }, { sku: 'ROUTER-RENTAL' }]
    const crmOrderId = await typeInOrder(stack, { customerNumber: customer.customerNumber, lines })
    org().approveOrder(crmOrderId)
    await waitForState(stack, crmOrderId, 'held')
    const told = await waitFor('the failure in Salesforce', async () => {
      const order = org().readRecord('Order', crmOrderId)
      return order?.Activation_Status__c === 'Failed' && order
    })
    expect(told.Activation_Error__c).toMatch(
      /^PRODUCT_NOT_MAPPED: Line 2 \(ROUTER-RENTAL\).*WHMCS_Product_Id__c/,
    )
    expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({ billingOrders: 0 })
    org().editRecord('Product2', crmProduct(stack, 'ROUTER-RENTAL').Id, { WHMCS_Product_Id__c: '302' })
    org().requestRetry(crmOrderId)
    await waitForState(stack, crmOrderId, 'completed')
    org().editRecord('Product2', crmProduct(stack, 'ROUTER-RENTAL').Id, { WHMCS_Product_Id__c: null })
    expect(billedOrder(stack, crmOrderId).lines.map(({ pid }) => pid)).toEqual(['301', '302'])
    expect(org().readRecord('Order', crmOrderId)).toMatchObject({ Activation_Error__c: null })
  })

  test('an order typed in for a customer of the portal is provisioned, and shows in the portal', async () => {
    const customer = await customerWithCard(stack)
    const lines = [{ sku: 'ESIM-DATA-20', configOptions: { 21: '212' } }]
    const crmOrderId = await typeInOrder(stack, { customerNumber: customer.customerNumber, lines })
    org().approveOrder(crmOrderId)
    await waitForState(stack, crmOrderId, 'completed')
    const billed = billedOrder(stack, crmOrderId)
    expect(billed.lines).toMatchObject([{ pid: '201', options: { 21: '212' } }])
    expect(org().readRecord('Order', crmOrderId)).toMatchObject({
      Activation_Status__c: 'Provisioned',
      WHMCS_Order_Id__c: Number(billed.orderId),
    })
    expect(await page(customer, crmOrderId)).toMatchObject({
      status: 'Provisioned',
      whmcsOrderId: billed.orderId,
      items: [{ sku: 'ESIM-DATA-20' }],
    })
    const { body } = await customer.api.request<{ orders: { sfOrderId: string }[] }>('GET', '/api/orders')
    expect(body.orders.map(({ sfOrderId }) => sfOrderId)).toEqual([crmOrderId])
  })

  test('an order of somebody who never signed up is told in Salesforce, and goes on after the sign-up', async () => {
    const customerNumber = 'C-2900'
    const lines = [{ sku: 'VPN-FIXED-IP' }]
    const crmOrderId = await typeInOrder(stack, { customerNumber, lines })
    org().approveOrder(crmOrderId)
    const told = await waitFor('the failure in Salesforce', async () => {
      const order = org().readRecord('Order', crmOrderId)
      return order?.Activation_Status__c === 'Failed' && order
    })
    expect(told.Activation_Error__c).toMatch(/^CUSTOMER_NOT_MAPPED: .*has to sign up in the portal/)
    expect(() => billedOrder(stack, crmOrderId)).toThrow('0 orders')
    const customer = await signUp(stack.api, stack.sandbox, customerNumber)
    stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
    org().requestRetry(crmOrderId)
    await waitForState(stack, crmOrderId, 'completed')
    expect(billedOrder(stack, crmOrderId).lines).toMatchObject([{ pid: '301', status: 'Active' }])
    expect(org().readRecord('Order', crmOrderId)).toMatchObject({
      Activation_Status__c: 'Provisioned',
      Activation_Error__c: null,
    })
  })
})
