import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { billedOrder } from './stack/billed.ts'
import { crmRecordsOf } from './stack/crm-records.ts'
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

type Items = Parameters<typeof placeOrder>[1]

/** Places it in the portal, approves it in Salesforce, and waits for the end. */
async function provisioned(customer: Customer, items: Items): Promise<string> {
  const { crmOrderId } = await placeOrder(customer, items)
  org().approveOrder(crmOrderId)
  await waitForState(stack, crmOrderId, 'completed')
  return crmOrderId
}

async function mailsOf(crmOrderId: string, count: number): Promise<string[]> {
  return waitFor(`${count} mails about ${crmOrderId}`, async () => {
    const { mailKinds } = await outsideEffects(stack.sandbox, crmOrderId, stack)
    return mailKinds.length >= count && mailKinds
  })
}

describe('each product in its way', () => {
  test('internet with installation: billed monthly and once, with the router that was chosen', async () => {
    const customer = await signUp(stack.api, stack.sandbox, 'C-1001')
    stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
    const crmOrderId = await provisioned(customer, [
      { productId: 'INTERNET-HOME-1G', configOptions: { 11: '112' } },
      { productId: 'INTERNET-INSTALL-HOME' },
    ])
    const billed = billedOrder(stack, crmOrderId)
    expect(billed).toMatchObject({ status: 'Active', invoiceMinor: 5900 + 12000 })
    expect(billed.lines).toMatchObject([
      { pid: '101', cycle: 'Monthly', recurringMinor: 5900, status: 'Active', options: { 11: '112' } },
      { pid: '103', cycle: 'One Time', recurringMinor: 0, status: 'Active' },
    ])
    const serviceIds = billed.lines.map(({ serviceId }) => serviceId)
    expect(linesOf(crmOrderId).map(({ WHMCS_Service_ID__c }) => WHMCS_Service_ID__c)).toEqual(serviceIds)
    const [opportunity] = crmRecordsOf(stack, customer, 'Opportunity')
    expect(opportunity).toMatchObject({
      StageName: 'Active',
      CommodityType__c: 'Personal SonixNet Home Internet',
      WHMCS_Service_ID__c: Number(serviceIds[0]),
    })
    expect(await mailsOf(crmOrderId, 2)).toEqual(['order-confirmation', 'order-provisioned'])
    expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
      esimProfiles: 0,
      lines: 0,
    })
  })

  test('a SIM card by post: the line is opened for the number on the card, which nobody keeps in full', async () => {
    const iccid = '8901260862291477115'
    const customer = await customerWithCard(stack)
    const crmOrderId = await provisioned(customer, [
      { productId: 'SIM-DATA-20', configOptions: { iccid: '8901-2608 6229 1477 115' } },
    ])
    const registered = stack.sandbox.systems.mvne.save() as { iccid: string; plan: string; status: string }[]
    expect(registered.filter((line) => line.iccid === iccid)).toMatchObject([
      { plan: 'SIM-DATA-20', status: 'active' },
    ])
    expect(billedOrder(stack, crmOrderId).lines).toMatchObject([
      { pid: '203', cycle: 'Monthly', customFields: { ICCID: '••••7115' } },
    ])
    expect(await mailsOf(crmOrderId, 3)).toEqual([
      'order-confirmation',
      'order-provisioned',
      'sim-activation',
    ])
    expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
      esimProfiles: 0,
      lines: 1,
    })
    const { db } = stack.server.services
    const kept = [
      await db.selectFrom('product_order').selectAll().execute(),
      await db.selectFrom('order_step').selectAll().execute(),
      await db.selectFrom('step_attempt').selectAll().execute(),
      await db.selectFrom('mail_message').selectAll().execute(),
      stack.sandbox.context.journal.list(),
      linesOf(crmOrderId),
      await page(customer, crmOrderId),
    ]
    expect(JSON.stringify(kept)).not.toContain(iccid)
    expect(
      await db.selectFrom('order_secret').select('name').where('name', 'like', 'iccid:%').execute(),
    ).toEqual([])
  })

  test('VPN twice with its activation: one service with a quantity, and one charge', async () => {
    const customer = await customerWithCard(stack)
    const crmOrderId = await provisioned(customer, [
      { productId: 'VPN-FIXED-IP', quantity: 2 },
      { productId: 'VPN-ACTIVATION' },
    ])
    const billed = billedOrder(stack, crmOrderId)
    expect(billed.lines).toMatchObject([
      { pid: '301', cycle: 'Monthly', quantity: 2, recurringMinor: 1800 },
      { pid: '302', cycle: 'One Time', quantity: 1, recurringMinor: 0 },
    ])
    expect(billed.invoiceMinor).toBe(1800 + 1500)
    expect((await page(customer, crmOrderId)).totals).toMatchObject({
      monthly: { amountMinor: 1800 },
      once: { amountMinor: 1500 },
    })
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toMatchObject([{ CommodityType__c: 'VPN' }])
  })

  test('a mixed order with two eSIMs and a promotion: each eSIM is a line and a service of its own', async () => {
    const customer = await customerWithCard(stack)
    const items = [
      { productId: 'ESIM-DATA-20', quantity: 2, configOptions: { 21: '212' } },
      { productId: 'VPN-FIXED-IP' },
      { productId: 'VPN-ACTIVATION' },
    ]
    const key = { 'idempotency-key': crypto.randomUUID() }
    const body = { items, promoCode: 'WELCOME10', notes: 'Ring twice' }
    const placed = await customer.api.request('POST', '/api/orders', body, key)
    const crmOrderId = String(placed.body.sfOrderId)
    expect(org().readRecord('Order', crmOrderId)).toMatchObject({
      Promo_Code__c: 'WELCOME10',
      Description: expect.stringContaining('Ring twice'),
    })
    org().approveOrder(crmOrderId)
    await waitForState(stack, crmOrderId, 'completed')
    const billed = billedOrder(stack, crmOrderId)
    expect(billed).toMatchObject({ promoCode: 'WELCOME10', invoiceMinor: 0.9 * (2 * 1800 + 900 + 1500) })
    expect(billed.lines).toMatchObject([
      { pid: '201', cycle: 'Monthly', quantity: 1, options: { 21: '212' } },
      { pid: '201', cycle: 'Monthly', quantity: 1, options: { 21: '212' } },
      { pid: '301', cycle: 'Monthly' },
      { pid: '302', cycle: 'One Time' },
    ])
    const [one, other] = billed.lines
    expect(one?.customFields.ICCID).toMatch(/^•+\d{4}$/)
    expect(other?.customFields.ICCID).toMatch(/^•+\d{4}$/)
    expect(other?.customFields.ICCID).not.toBe(one?.customFields.ICCID)
    expect(await outsideEffects(stack.sandbox, crmOrderId, stack)).toMatchObject({
      esimProfiles: 2,
      lines: 2,
      services: 4,
    })
    const codes = await Promise.all(
      [one, other].map((line) =>
        customer.api.request('GET', `/api/subscriptions/${line?.serviceId}/esim-activation`),
      ),
    )
    expect(new Set(codes.map(({ body: { activationCode } }) => activationCode)).size).toBe(2)
    const [esimLine, vpnLine] = linesOf(crmOrderId)
    expect(String(esimLine?.WHMCS_Service_ID__c).split(',')).toEqual([one?.serviceId, other?.serviceId])
    expect(vpnLine?.WHMCS_Service_ID__c).toBe(billed.lines[2]?.serviceId)
    expect(await mailsOf(crmOrderId, 3)).toEqual([
      'esim-activation',
      'order-confirmation',
      'order-provisioned',
    ])
  })
})
