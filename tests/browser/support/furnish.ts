import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { ensureFirstAdministrator } from '@turnup/use-cases'
import { type Customer, password, placeOrder } from '../../stack/customer.ts'
import { awaitMail } from '../../stack/mailbox.ts'
import type { Stack } from '../../stack/start-stack.ts'
import { waitFor, waitForState } from '../../stack/wait-for.ts'
import { administrator } from './sign-in.ts'

/** A provider in the middle of its day: what pages of both apps have something to show of. */
export interface Furnished {
  /** Has services, invoices, a case, and an order that awaits review. */
  ada: Customer
  subscriptionId: string
  invoiceId: string
  /** CRM ids of orders by what they stand at. */
  orders: { provisioned: string; awaitingReview: string; activating: string; held: string }
  /** Turnup's id of Ada as the console lists her. */
  adaConsoleId: string
}

interface Someone {
  customerNumber: string
  firstName: string
  lastName: string
  email: string
}

const ada: Someone = {
  customerNumber: 'C-1001',
  firstName: 'Ada',
  lastName: 'Moreno',
  email: 'ada.moreno@example.com',
}
const bruno: Someone = {
  customerNumber: 'C-1002',
  firstName: 'Bruno',
  lastName: 'Lindqvist',
  email: 'bruno@example.com',
}
const chiara: Someone = {
  customerNumber: 'C-1003',
  firstName: 'Chiara',
  lastName: 'Okafor',
  email: 'chiara@example.com',
}
const address = { street: '12 Quay Road', city: 'San Juan', state: 'PR', postalCode: '00901', country: 'PR' }

/** The next order that reaches billing is turned down for this reason. */
const refused = (message: string): FaultRule => ({
  system: 'whmcs',
  operation: 'AddOrder',
  kind: 'reject',
  count: 1,
  message,
})

/**
 * Fills an empty stack by the doors that people use. @param passTime between what happened on different days; absent:
 * everything happens now
 */
export async function furnish(
  stack: Stack,
  passTime: (ms: number) => Promise<void> = async () => {},
): Promise<Furnished> {
  const { salesforce, whmcs } = stack.sandbox.systems
  const { faults } = stack.sandbox.context
  const ensured = await ensureFirstAdministrator(stack.server.services, administrator)
  if (!ensured.ok) throw new Error(ensured.refusal.message)

  const first = await register(stack, ada)
  const { crmOrderId: provisioned } = await placeOrder(first, [
    { productId: 'ESIM-DATA-20', quantity: 2, configOptions: { '21': '212' } },
  ])
  salesforce.approveOrder(provisioned)
  await waitForState(stack, provisioned, 'completed')
  await awaitMail(stack, first.email, 'order-provisioned')
  await passTime(26 * hourMs)

  const second = await register(stack, bruno)
  const { crmOrderId: vpn } = await placeOrder(second, [
    { productId: 'VPN-FIXED-IP' },
    { productId: 'VPN-ACTIVATION' },
  ])
  salesforce.approveOrder(vpn)
  await waitForState(stack, vpn, 'completed')
  await (await signedIn(stack, first)).api.request('POST', '/api/support/cases', {
    subject: 'My line is slow in the evening',
    message: 'Since Monday I get 20 Mbit/s at most after eight.',
  })
  await passTime(3 * hourMs)

  const third = await register(stack, chiara)
  const { crmOrderId: held } = await placeOrder(third, [{ productId: 'ESIM-VOICE-DATA' }])
  faults.add(refused('Invalid Payment Method'))
  salesforce.approveOrder(held)
  await waitForState(stack, held, 'held')
  for (const [customerNumber, firstName, lastName] of closedClients) {
    const email = `${firstName}.${lastName}@example.com`.toLowerCase()
    const other = await register(stack, { customerNumber, firstName, lastName, email })
    const { crmOrderId } = await placeOrder(other)
    faults.add(refused('Client status is closed'))
    salesforce.approveOrder(crmOrderId)
    await waitForState(stack, crmOrderId, 'held')
  }
  await passTime(20 * 60_000)

  const customer = await signedIn(stack, first)
  const { crmOrderId: awaitingReview } = await placeOrder(customer, [
    { productId: 'INTERNET-HOME-1G' },
    { productId: 'INTERNET-INSTALL-HOME' },
  ])
  const { crmOrderId: activating } = await placeOrder(await signedIn(stack, second), [
    { productId: 'ESIM-DATA-20' },
  ])
  // The network's own system is busy, so this order stays on its way.
  faults.add({ system: 'mvne', kind: 'throttle' })
  salesforce.approveOrder(activating)
  await waitForState(stack, activating, 'inProgress')
  await waitFor('a refused call to the network', async () =>
    stack.sandbox.context.journal.list({ system: 'mvne' }).some(({ fault }) => fault === 'throttle'),
  )

  const [invoice] = whmcs.listInvoices(customer.billingClientId)
  const [service] = whmcs.listServices(customer.billingClientId)
  return {
    ada: customer,
    subscriptionId: String(service?.serviceId),
    invoiceId: String(invoice?.invoiceId),
    orders: { provisioned, awaitingReview, activating, held },
    adaConsoleId: customer.customerId,
  }
}

const hourMs = 3_600_000
const closedClients = [
  ['C-2001', 'Dilip', 'Santos'],
  ['C-2002', 'Elena', 'Novak'],
  ['C-2003', 'Farid', 'Haddad'],
] as const

/** Signs up by the portal's door, with an address and a card. */
async function register(stack: Stack, someone: Someone): Promise<Customer> {
  const { customerNumber, ...person } = someone
  const answer = await stack.api.request<{ user: { id: string }; accessToken: string; refreshToken: string }>(
    'POST',
    '/api/auth/signup',
    { ...person, password, sfNumber: customerNumber },
  )
  if (answer.status !== 201)
    throw new Error(`Sign-up answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  const { user, accessToken, refreshToken } = answer.body
  const api = stack.api.as(accessToken)
  const changed = await api.request('PATCH', '/api/me/billing', { ...address, phone: '+1 787 555 0143' })
  if (changed.status !== 200)
    throw new Error(`The address was answered ${changed.status}: ${JSON.stringify(changed.body)}`)
  const account = stack.sandbox.systems.salesforce
    .listRecords('Account')
    .find(({ SF_Account_No__c }) => SF_Account_No__c === customerNumber)
  const billingClientId = String(account?.WH_Account__c)
  stack.sandbox.systems.whmcs.addCard(billingClientId)
  return { email: person.email, customerNumber, customerId: user.id, billingClientId, refreshToken, api }
}

/** The same customer with a token that is good now: time may have been moved since the last one. */
async function signedIn(stack: Stack, customer: Customer): Promise<Customer> {
  const { email } = customer
  const answer = await stack.api.request<{ accessToken: string }>('POST', '/api/auth/login', {
    email,
    password,
  })
  if (answer.status !== 200) throw new Error(`Signing in answered ${answer.status}`)
  return { ...customer, api: stack.api.as(answer.body.accessToken) }
}
