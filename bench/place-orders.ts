import { randomUUID } from 'node:crypto'
import { waitUntil } from '@turnup/cli'
import type { ApiClient } from '../tests/stack/portal-client.ts'
import { atOnce } from './at-once.ts'
import { progress } from './progress.ts'
import type { World } from './start-world.ts'

const product = 'ESIM-DATA-20'
const password = 'harbour lights at nine'
const ordersOfOneCustomer = 4
const customersAtOnce = 8
const settleTimeoutMs = 120_000
let customersSoFar = 0

/**
 * Customers who sign up, add a card on billing's own page and order, all over HTTP as they would. Resolves when the last
 * mail of it is sent, so that the clock starts on an idle system.
 * @returns the CRM's order ids; neighbours are of different customers
 */
export async function placeOrders(world: World, count: number): Promise<string[]> {
  const customers = Math.ceil(count / ordersOfOneCustomer)
  const placed: string[][] = Array.from({ length: customers }, () => [])
  await atOnce(customersAtOnce, customers, async (index) => {
    customersSoFar += 1
    const customer = await signUp(world, `B-${String(customersSoFar).padStart(6, '0')}`)
    for (let round = 0; round < ordersOfOneCustomer; round += 1) {
      if (round * customers + index < count) placed[index]?.push(await placeOrder(customer))
    }
  })
  await waitUntil('The mails about the orders are not sent', () => noMailWaits(world), {
    timeoutMs: settleTimeoutMs,
  })
  progress(`placed ${count} orders of ${customers} customers`)
  return Array.from({ length: ordersOfOneCustomer }, (_, round) =>
    placed.flatMap((orders) => orders[round] ?? []),
  ).flat()
}

async function signUp({ api }: World, customerNumber: string): Promise<ApiClient> {
  const email = `${customerNumber.toLowerCase()}@example.com`
  const person = { email, password, firstName: 'Ada', lastName: 'Moreno', sfNumber: customerNumber }
  const { accessToken } = await ask<{ accessToken: string }>(api, '/api/auth/signup', person)
  const customer = api.as(accessToken)
  await addCard(customer)
  return customer
}

/** Through the link that signs the customer in to billing, as the portal sends people there (R049). */
async function addCard(customer: ApiClient): Promise<void> {
  const { url } = await ask<{ url: string }>(customer, '/api/auth/sso-link', {
    destination: 'payment-methods',
  })
  const signedIn = await fetch(url, { redirect: 'manual' })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const page = new URL(signedIn.headers.get('location') ?? '', url)
  const added = await fetch(new URL('cards/add', page), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ number: '4242 4242 4242 4242', expiry: '12/30' }).toString(),
    redirect: 'manual',
  })
  if (added.status !== 303) throw new Error(`Adding a card was answered ${added.status}.`)
}

async function placeOrder(customer: ApiClient): Promise<string> {
  const order = { items: [{ productId: product }] }
  const key = { 'idempotency-key': randomUUID() }
  const { sfOrderId } = await ask<{ sfOrderId: string }>(customer, '/api/orders', order, key)
  return sfOrderId
}

async function ask<Body>(
  api: ApiClient,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Body> {
  const answer = await api.request<Body>('POST', path, body, headers)
  if (answer.status >= 300)
    throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

export async function noMailWaits({ database }: World): Promise<true | undefined> {
  const { rows } = await database.query<{ state: string }>(
    "select state from mail_message where state <> 'sent' limit 1",
  )
  if (rows[0]?.state === 'failed') throw new Error('A mail failed; the sandbox should take every mail.')
  return rows.length === 0 || undefined
}
