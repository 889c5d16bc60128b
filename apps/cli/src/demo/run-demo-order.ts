import { randomUUID } from 'node:crypto'
import { addCard } from './add-card.ts'
import { callApi } from './call-api.ts'
import { demoAddress, demoCustomer, demoOperator } from './demo-people.ts'
import { watchOrder } from './watch-order.ts'

interface Addresses {
  server: string
  sandbox: string
}

/**
 * Takes one eSIM order through the real doors: sign-up, card, order, approval in the sandbox's CRM, and whatever follows
 * by itself. On a second start the customer is there already and nothing is ordered again.
 * @returns whether an order was made
 */
export async function runDemoOrder(
  { server, sandbox }: Addresses,
  say: (text: string) => void,
): Promise<boolean> {
  const operator = await callApi<{ accessToken: string }>(server, {
    method: 'POST',
    path: '/api/console/auth/login',
    body: { email: demoOperator.email, password: demoOperator.password },
  })
  const { customerNumber, ...person } = demoCustomer
  const known = await customerIsKnown(server, operator.accessToken)
  if (known) return false
  const { accessToken: token } = await callApi<{ accessToken: string }>(server, {
    method: 'POST',
    path: '/api/auth/signup',
    body: { ...person, sfNumber: customerNumber },
  })
  say(`${person.firstName} ${person.lastName} signed up with customer number ${customerNumber}`)
  await callApi(server, { method: 'PATCH', path: '/api/me/billing', body: demoAddress, token })
  say('Address completed')
  const { url } = await callApi<{ url: string }>(server, {
    method: 'POST',
    path: '/api/auth/sso-link',
    body: { destination: 'payment-methods' },
    token,
  })
  await addCard(url)
  say('Card added on the billing page')
  const { sfOrderId } = await callApi<{ sfOrderId: string }>(server, {
    method: 'POST',
    path: '/api/orders',
    body: { items: [{ productId: 'ESIM-DATA-20' }] },
    headers: { 'idempotency-key': randomUUID() },
    token,
  })
  say(`Order placed: one eSIM 20 GB, order ${sfOrderId} in Salesforce, awaiting review`)
  const approval = await fetch(`${sandbox}/salesforce/orders/${sfOrderId}/approve`, {
    method: 'POST',
    redirect: 'manual',
  })
  if (approval.status >= 400) throw new Error(`The approval answered ${approval.status}.`)
  say('Approved in Salesforce')
  await watchOrder(server, operator.accessToken, sfOrderId, say)
  return true
}

async function customerIsKnown(server: string, token: string): Promise<boolean> {
  const path = `/api/console/customers?query=${encodeURIComponent(demoCustomer.email)}`
  const { items } = await callApi<{ items: unknown[] }>(server, { method: 'GET', path, token })
  return items.length > 0
}
