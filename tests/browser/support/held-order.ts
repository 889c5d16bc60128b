import { randomUUID } from 'node:crypto'
import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { customerWithCard, type OrderInHand, placedOrder } from '../../stack/orders-in-hand.ts'
import { waitFor, waitForState } from '../../stack/wait-for.ts'
import type { Stage } from '../stage.ts'

/** WHMCS turns an order down for this reason. */
export const refusedByBilling = (message: string): FaultRule => ({
  system: 'whmcs',
  operation: 'AddOrder',
  kind: 'reject',
  count: 1,
  message,
})

/** An approved order that stands still because of these faults, and the CRM knows. */
export async function heldOrder(stage: Stage, ...faults: FaultRule[]): Promise<OrderInHand> {
  return hold(stage, await placedOrder(stage.stack()), faults)
}

/** The same with a promotion, which billing does not take any more. */
export async function heldForItsPromotion(stage: Stage, promoCode: string): Promise<OrderInHand> {
  const customer = await customerWithCard(stage.stack())
  const { body } = await customer.api.request<{ sfOrderId: string }>(
    'POST',
    '/api/orders',
    { items: [{ productId: 'ESIM-DATA-20' }], promoCode },
    { 'idempotency-key': randomUUID() },
  )
  const fault: FaultRule = { ...refusedByBilling('Invalid Promotion Code'), contains: promoCode }
  delete fault.count
  return hold(stage, { customer, crmOrderId: body.sfOrderId }, [fault])
}

async function hold(stage: Stage, order: OrderInHand, faults: FaultRule[]): Promise<OrderInHand> {
  const { context, systems } = stage.stack().sandbox
  for (const fault of faults) context.faults.add(fault)
  systems.salesforce.approveOrder(order.crmOrderId)
  await waitForState(stage.stack(), order.crmOrderId, 'held')
  await waitFor('the failure in the CRM', async () => {
    return systems.salesforce.readRecord('Order', order.crmOrderId)?.Activation_Status__c === 'Failed'
  })
  return order
}
