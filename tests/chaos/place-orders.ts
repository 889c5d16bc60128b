import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Customer, signUp } from '../stack/customer.ts'
import { createApiClient } from '../stack/portal-client.ts'
import type { Chance } from './random.ts'
import type { World } from './world.ts'

const firstNumber = 2000
const ordersPerCustomer = 5
const pauseMs = 300

let signedUp = 0

/** Customers with a card, signed up before the trouble starts. */
export async function signUpCustomers(
  world: World,
  orders: number,
  each = ordersPerCustomer,
): Promise<Customer[]> {
  const api = createApiClient(world.serverUrl)
  const customers: Customer[] = []
  for (let index = 0; index < Math.ceil(orders / each); index += 1) {
    const customer = await signUp(api, world.sandbox, `C-${firstNumber + signedUp}`)
    signedUp += 1
    world.sandbox.systems.whmcs.addCard(customer.billingClientId)
    customers.push(customer)
  }
  return customers
}

/**
 * Places one order the way a stubborn customer does: the same idempotency key again until it is accepted.
 * @returns the CRM's id of the order
 */
export async function placeStubbornly(customer: Customer): Promise<string> {
  const key = randomUUID()
  for (;;) {
    const answer = await customer.api
      .request<{ sfOrderId?: string }>(
        'POST',
        '/api/orders',
        { items: [{ productId: 'ESIM-DATA-20' }] },
        { 'idempotency-key': key },
      )
      .catch(() => undefined)
    if (answer?.body.sfOrderId && answer.status < 300) return answer.body.sfOrderId
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 409) {
      throw new Error(`An order was refused with ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    await delay(pauseMs)
  }
}

/** Approves an order in the CRM and announces it by some of the doors, some of them twice. */
export async function approve(world: World, crmOrderId: string, chance: Chance): Promise<void> {
  const { salesforce } = world.sandbox.systems
  salesforce.approveOrder(crmOrderId)
  if (chance.next() < 0.2) salesforce.publishProvisionRequest(crmOrderId)
  if (chance.next() < 0.2) await salesforce.pressQuickAction(crmOrderId).catch(() => undefined)
}
