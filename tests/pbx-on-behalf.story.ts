import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAsCustomer } from './stack/browser-client.ts'
import type { Customer } from './stack/customer.ts'
import { awaitMail } from './stack/mailbox.ts'
import { signInOperator } from './stack/operator.ts'
import { customerWithCard } from './stack/orders-in-hand.ts'
import {
  chosenNumber,
  hold,
  northAmerica,
  pbxOrderInHand,
  sendWizard,
  wizardOrder,
} from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

let stack: Stack
let desk: Desk
let customer: Customer

interface AuditItem {
  action: string
  actor: { kind: string; id: string; name?: string }
  forCustomer?: { id: string }
  reason?: string
}

beforeAll(async () => {
  stack = await startStack({ pbx: true })
  desk = deskOf(await signInOperator(stack))
  customer = await customerWithCard(stack)
})
afterAll(() => stack?.stop())

const audit = async (query: string) =>
  (await desk.api.request<{ items: AuditItem[] }>('GET', `/api/console/audit?limit=100&${query}`)).body.items

describe('an operator', () => {
  test('orders for a customer from the wizard to a live PBX; audit and order say who did it', async () => {
    const reason = 'Ordered by telephone'
    const { api, opened } = await actAsCustomer(stack, desk.api, customer.customerId, {
      purpose: 'order',
      reason,
    })
    expect(opened.body.actingOperator).toMatchObject({ name: expect.any(String) })
    const answer = await sendWizard(api, wizardOrder(await chosenNumber(api)))
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const order = await pbxOrderInHand(stack, customer, answer.body.sfOrderId)

    const [placed] = await audit(`action=order.placed&subjectId=${order.orderId}`)
    expect(placed).toMatchObject({ actor: { kind: 'operator' }, forCustomer: { id: customer.customerId } })
    const [session] = await audit('action=customer.portal-session')
    expect(session).toMatchObject({ reason, actor: placed?.actor, forCustomer: { id: customer.customerId } })
    const row = await stack.server.services.db
      .selectFrom('product_order')
      .select(['channel', 'customer_id'])
      .where('id', '=', order.orderId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ channel: 'console', customer_id: customer.customerId })

    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, acceptedOrders: 1 })
    // The customer sees the order as any other, gets the mails, and is billed.
    const own = await customer.api.request('GET', `/api/orders/${order.crmOrderId}`)
    expect(own.body).toMatchObject({ status: 'Provisioned', pbx: { domain: order.domain } })
    expect((await awaitMail(stack, customer.email, 'order-confirmation')).text).toContain(order.domain)
    await awaitMail(stack, order.email, 'pbx-welcome')
  })

  test('acts as the customer: what the customer chose is there, every change names the operator, and it ends', async () => {
    const chosen = await chosenNumber(customer.api)
    const { api, opened } = await actAsCustomer(stack, desk.api, customer.customerId, {
      purpose: 'act-as',
      reason: 'Helps at the checkout',
    })
    expect((await api.request('GET', '/api/session')).body).toMatchObject({
      user: { id: customer.customerId },
      actingOperator: { name: opened.body.actingOperator?.name },
    })
    expect((await api.request('GET', `/api/pbx/number-holds/${chosen.holdId}`)).body).toMatchObject({
      offer: { number: chosen.offer.number },
    })
    const answer = await sendWizard(api, wizardOrder(chosen))
    const order = await pbxOrderInHand(stack, customer, answer.body.sfOrderId)
    expect((await api.request('POST', `/api/orders/${order.crmOrderId}/cancel-request`, {})).status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    const done = await audit(`subjectId=${order.orderId}`)
    expect(done.map(({ action }) => action)).toEqual(expect.arrayContaining(['order.placed', 'order.cancel']))
    for (const { actor, forCustomer } of done) {
      expect(actor.kind).toBe('operator')
      expect(forCustomer?.id).toBe(customer.customerId)
    }

    expect((await api.request('GET', '/api/console/orders')).status).toBe(401)
    stack.clock.move(61 * 60_000)
    expect((await hold(api, northAmerica.product, chosen.offer.offerId)).status).toBe(401)
  })
})

test('the customer’s own orders name the customer, and nobody else', async () => {
  const own = await customerWithCard(stack)
  const answer = await sendWizard(own.api, wizardOrder(await chosenNumber(own.api)))
  const order = await pbxOrderInHand(stack, own, answer.body.sfOrderId)
  desk = deskOf(await signInOperator(stack))
  const [placed] = await audit(`action=order.placed&subjectId=${order.orderId}`)
  expect(placed).toMatchObject({ actor: { kind: 'customer', id: own.customerId } })
  expect(placed?.forCustomer).toBeUndefined()
})
