import type { OrderState, StepError } from '@turnup/domain'
import { expect } from 'vitest'
import { type Customer, placeOrder, signUp } from './customer.ts'
import { outsideEffects } from './effects.ts'
import type { Stack } from './start-stack.ts'
import { waitFor, waitForState } from './wait-for.ts'

let nextNumber = 2000

/** A customer of the demo provider who may order: signed up over HTTP, with a card in billing. */
export async function customerWithCard(stack: Stack): Promise<Customer> {
  const customer = await signUp(stack.api, stack.sandbox, `C-${nextNumber}`)
  nextNumber += 1
  stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
  return customer
}

export interface OrderInHand {
  customer: Customer
  crmOrderId: string
}

/** An order for one eSIM that awaits review; of a new customer unless one is given. */
export async function placedOrder(stack: Stack, known?: Customer): Promise<OrderInHand> {
  const customer = known ?? (await customerWithCard(stack))
  return { customer, ...(await placeOrder(customer)) }
}

/** The same, approved in the CRM: fulfilment has been asked for. */
export async function approvedOrder(stack: Stack): Promise<OrderInHand> {
  const order = await placedOrder(stack)
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  return order
}

export interface StepNow {
  key: string
  state: string
  error: StepError | null
  attempt_count: number
}
export interface OrderNow {
  id: string
  state: OrderState
  generation: number
  errorCode: string | null
  errorMessage: string | null
  crmStatusReported: string | null
  steps: Record<string, StepNow>
}

/** Where an order stands in Turnup's own books. */
export async function readOrder(stack: Stack, crmOrderId: string): Promise<OrderNow> {
  const { db } = stack.server.services
  const row = await db
    .selectFrom('product_order')
    .select(['id', 'state', 'generation', 'error_code', 'error_message', 'crm_status_reported'])
    .where('crm_order_id', '=', crmOrderId)
    .executeTakeFirstOrThrow()
  const steps = await db
    .selectFrom('order_step')
    .select(['key', 'state', 'error', 'attempt_count'])
    .where('order_id', '=', row.id)
    .orderBy('position')
    .execute()
  return {
    id: row.id,
    state: row.state,
    generation: row.generation,
    errorCode: row.error_code,
    errorMessage: row.error_message,
    crmStatusReported: row.crm_status_reported,
    steps: Object.fromEntries(steps.map((step) => [step.key, step as StepNow])),
  }
}

const allMails = ['esim-activation', 'order-confirmation', 'order-provisioned']

/** Waits until the order is complete, and demands of the outside systems that each effect is there, once. */
export async function expectOneOfEach(stack: Stack, { customer, crmOrderId }: OrderInHand): Promise<void> {
  await waitForState(stack, crmOrderId, 'completed')
  const { salesforce, whmcs } = stack.sandbox.systems
  await waitFor(`the mails of ${crmOrderId}`, async () => {
    const { mailKinds } = await outsideEffects(stack.sandbox, crmOrderId, stack)
    return mailKinds.length >= allMails.length
  })
  expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toEqual({
    billingOrders: 1,
    acceptedOrders: 1,
    services: 1,
    esimProfiles: 1,
    lines: 1,
    mailKinds: allMails,
  })
  expect(whmcs.listInvoices(customer.billingClientId)).toHaveLength(
    whmcs.listOrders(customer.billingClientId).length,
  )
  const [billed] = whmcs
    .listOrders(customer.billingClientId)
    .filter((order) => order.notes.includes(`sfOrderId=${crmOrderId}`))
  const order = salesforce.readRecord('Order', crmOrderId)
  expect(order).toMatchObject({
    Activation_Status__c: 'Provisioned',
    WHMCS_Order_Id__c: Number(billed?.orderId),
  })
  expect(salesforce.readRecord('Opportunity', String(order?.OpportunityId))).toMatchObject({
    StageName: 'Active',
    WHMCS_Service_ID__c: Number(billed?.serviceIds[0]),
  })
}
