import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crmRecordsOf } from './stack/crm-records.ts'
import { outsideEffects, performed } from './stack/effects.ts'
import { databaseSaid, occurrences } from './stack/find-secrets.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { signInOperator } from './stack/operator.ts'
import { customerWithCard } from './stack/orders-in-hand.ts'
import {
  chosenNumber,
  type PbxOrderInHand,
  placedPbxOrder,
  sendWizard,
  wizardOrder,
} from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, pbxRows, tenantRows, trunksAtCarrier1 } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let desk: Desk

beforeAll(async () => {
  stack = await startStack({ pbx: true })
  desk = deskOf(await signInOperator(stack))
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const pbx = () => {
  const { fusionpbx } = stack.sandbox.systems
  if (!fusionpbx) throw new Error('This stack has no PBX')
  return fusionpbx
}

const claimToken = (text: string): string => {
  const [, token] = /\/pbx\/claim#token=([A-Za-z0-9_-]{43})/.exec(text) ?? []
  if (!token) throw new Error(`There is no claim link in: ${text}`)
  return token
}

/** Everything that a standard order promises, read where it was made. */
async function expectLive(order: PbxOrderInHand, seats = 10): Promise<void> {
  await waitForState(stack, order.crmOrderId, 'completed')
  expect(await pbxEffects(stack, order)).toEqual({
    tenants: 1,
    trunks: 1,
    numbers: 1,
    identities: 0,
    addresses: 0,
    billingOrders: 1,
    acceptedOrders: 1,
  })
  const tenant = await tenantRows(stack, order.domain)
  expect(tenant).toMatchObject({
    domains: 1,
    admins: [{ username: 'admin', email: order.email, groups: ['admin'] }],
    extensions: Array.from({ length: seats }, (_, seat) => String(1001 + seat)),
    voicemails: seats,
    destinations: [order.number],
  })
  expect(tenant.gateways).toHaveLength(1)
}

describe('a standard order of a hosted PBX', () => {
  test('from the wizard to a tenant that rings, calls out, is billed, and whose admin signs in', async () => {
    const order = await placedPbxOrder(stack)
    const { salesforce, voipMs } = stack.sandbox.systems
    const { domain, number, email, customer } = order
    const journal = stack.sandbox.context.journal

    expect(salesforce.readRecord('Order', order.crmOrderId)?.Status).toBe('Pending Review')
    expect((await awaitMail(stack, customer.email, 'order-confirmation')).text).toContain(domain)
    expect(await desk.read(order)).toMatchObject({ phase: 'pending', isRegulated: false, domain, number })
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 0, trunks: 0, numbers: 0 })

    await desk.fulfil(order)
    await expectLive(order)

    // Calls come in at the first extension, and go out by the tenant's own gateway.
    const [gateway] = (await tenantRows(stack, domain)).gateways
    expect(await pbx().callReaches(number)).toEqual({ domain, extension: '1001' })
    expect(await pbx().dialledGoesTo(domain, '12025550143')).toMatchObject({ gatewayId: gateway?.id })
    const [did] = voipMs.listNumbers().filter((one) => one.number === number)
    const [trunk] = trunksAtCarrier1(stack, domain)
    expect(did?.routing).toBe(`account:${trunk?.account}`)

    // Nobody can sign in before the link of the welcome mail was used, once.
    const welcome = await awaitMail(stack, email, 'pbx-welcome')
    expect(welcome.text).toContain(number)
    const token = claimToken(welcome.text)
    const password = 'Kettle-and-Harbour-9'
    const setPassword = () =>
      stack.api.request('POST', '/api/pbx/claim', { token, password, confirmPassword: password })
    expect(await pbx().canSignIn(domain, 'admin', password)).toBe(false)
    expect((await stack.api.request('POST', '/api/pbx/claim/read', { token })).body).toMatchObject({
      domain,
      username: 'admin',
    })
    expect((await setPassword()).status).toBe(200)
    expect(await pbx().canSignIn(domain, 'admin', password)).toBe(true)
    const again = await stack.api.request('POST', '/api/pbx/claim', {
      token,
      password: 'Somebody-Else-77',
      confirmPassword: 'Somebody-Else-77',
    })
    expect(again.status).toBeGreaterThanOrEqual(400)
    expect(await pbx().canSignIn(domain, 'admin', 'Somebody-Else-77')).toBe(false)

    // The customer, the queue and the CRM say so too; the mail of other products was not sent.
    const shown = await customer.api.request('GET', `/api/orders/${order.crmOrderId}`)
    expect(shown.body).toMatchObject({ status: 'Provisioned', pbx: { domain, number, seats: 10 } })
    expect(await desk.read(order)).toMatchObject({
      phase: 'completed',
      tenant: { loginUrl: expect.any(String) },
    })
    await waitFor(
      'the CRM told',
      async () => salesforce.readRecord('Order', order.crmOrderId)?.Activation_Status__c === 'Provisioned',
    )
    const { mailKinds } = await outsideEffects(stack.sandbox, order.crmOrderId, stack)
    expect(mailKinds).toEqual(['order-confirmation', 'pbx-welcome'])
    expect(performed(stack.sandbox, 'fusionpbx', 'createTenant', domain)).toBe(1)
    // Passwords pass through memory only; of the link there is a digest.
    const trunkPassword = pbx().gatewayPassword(gateway?.id ?? '') ?? ''
    const secrets = [
      { name: 'the password of the trunk', value: trunkPassword },
      { name: 'the password of the admin', value: password },
      { name: 'the claim link', value: token },
    ]
    expect(occurrences(secrets, await databaseSaid(stack))).toEqual([])
    expect(JSON.stringify(journal.list())).not.toContain(password)
  })

  test('approval in the CRM starts it as well, and both at once make one of everything', async () => {
    const order = await placedPbxOrder(stack)
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await Promise.all([desk.fulfil(order), desk.fulfil(order)])
    await expectLive(order)
  })

  test('seats of several packages are one tenant, and a feature is set at every extension', async () => {
    const packages = [
      { sku: 'PBX-10', quantity: 2 },
      { sku: 'PBX-25', quantity: 1 },
    ]
    const order = await placedPbxOrder(stack, { more: { packages, features: ['PBX-RECORDING'] } })
    await desk.fulfil(order)
    await expectLive(order, 45)
    const recording = await pbxRows(
      stack,
      'select distinct user_record from v_extensions e join v_domains using (domain_uuid) where domain_name = $1',
      [order.domain],
    )
    expect(recording).toEqual([{ user_record: 'all' }])
  })

  test('a link that was lost is replaced by the operator; the former one is dead', async () => {
    const order = await placedPbxOrder(stack)
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'completed')
    const former = claimToken((await awaitMail(stack, order.email, 'pbx-welcome')).text)
    await desk.act(order, 'claim')
    const newer = claimToken((await awaitMail(stack, order.email, 'pbx-welcome', 2)).text)
    expect(newer).not.toBe(former)
    const password = 'Window-over-Water-3'
    const use = (token: string) =>
      stack.api.request('POST', '/api/pbx/claim', { token, password, confirmPassword: password })
    expect((await use(former)).status).toBeGreaterThanOrEqual(400)
    expect(await pbx().canSignIn(order.domain, 'admin', password)).toBe(false)
    expect((await use(newer)).status).toBe(200)
    expect(await pbx().canSignIn(order.domain, 'admin', password)).toBe(true)
    expect(mailsTo(stack, order.email, 'pbx-welcome')).toHaveLength(2)
  })

  test('the same wizard sent three times at once with one key places one order', async () => {
    const customer = await customerWithCard(stack)
    const order = wizardOrder(await chosenNumber(customer.api))
    const key = randomUUID()
    const answers = await Promise.all([1, 2, 3].map(() => sendWizard(customer.api, order, key)))
    const ids = answers.flatMap(({ body }) => body.sfOrderId ?? [])
    expect(ids.length).toBeGreaterThanOrEqual(1)
    expect((await sendWizard(customer.api, order, key)).body.sfOrderId).toBe(ids[0])
    expect(crmRecordsOf(stack, customer, 'Order').map(({ Id }) => Id)).toEqual([ids[0]])
  })
})
