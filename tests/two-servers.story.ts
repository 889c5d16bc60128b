import { freePort } from '@turnup/cli'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOrder } from './stack/customer.ts'
import { performed } from './stack/effects.ts'
import { impatient } from './stack/impatient.ts'
import { inboxRows } from './stack/inbox-rows.ts'
import { customerWithCard, expectOneOfEach, type OrderInHand } from './stack/orders-in-hand.ts'
import { type ServerProcess, startServerProcess, withoutOwnServer } from './stack/server-process.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor } from './stack/wait-for.ts'

let stack: Stack
let servers: ServerProcess[] = []

beforeAll(async () => {
  const environment = {
    // One door for the engine, which the kernel gives to any of the processes.
    ENGINE_DOOR_PORT: String(await freePort()),
    TRIGGERS_SWEEP: 'false',
    ...impatient,
  }
  stack = await startStack({ environment })
  servers = await Promise.all([startServerProcess(stack), startServerProcess(stack)])
  stack = await withoutOwnServer(stack)
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  await stack?.stop()
})

/** Orders of new customers, placed at one server after the other. */
async function placedOrders(count: number): Promise<OrderInHand[]> {
  const orders: OrderInHand[] = []
  for (let index = 0; index < count; index += 1) {
    const server = servers[index % servers.length] as ServerProcess
    const customer = await customerWithCard({ ...stack, api: server.api })
    orders.push({ customer, ...(await placeOrder(customer)) })
  }
  return orders
}

function leader(): Promise<ServerProcess> {
  return waitFor('a leader', async () => {
    const leads = await Promise.all(servers.map((server) => server.isLeader()))
    expect(leads.filter(Boolean).length).toBeLessThan(2)
    return servers[leads.indexOf(true)]
  })
}

/** Approves all, and waits until they are in the midst of it. */
async function setGoing(orders: OrderInHand[]): Promise<void> {
  stack.sandbox.context.latencyMs = 40
  const before = performed(stack.sandbox, 'whmcs', 'AddOrder')
  for (const { crmOrderId } of orders) stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitFor('the first orders in billing', async () => {
    return performed(stack.sandbox, 'whmcs', 'AddOrder') >= before + 2
  })
}

async function expectAllOnce(orders: OrderInHand[]): Promise<void> {
  stack.sandbox.context.latencyMs = 0
  for (const order of orders) {
    await expectOneOfEach(stack, order)
    expect(await inboxRows(stack, order.crmOrderId)).toMatchObject([{ generation: 1, door: 'event' }])
  }
}

test('one of two servers is killed while orders are in flight: all complete, each effect once, and the other leads', async () => {
  const orders = await placedOrders(8)
  const first = await leader()
  await setGoing(orders)
  await first.kill()
  servers = servers.filter((server) => server !== first)
  await expectAllOnce(orders)
  const late = await placedOrders(1)
  for (const { crmOrderId } of late) stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
  await expectAllOnce(late)
  expect(await leader()).toBe(servers[0])
})

test('one that is asked to stop hands over what it has in hand', async () => {
  const [survivor] = servers as [ServerProcess]
  servers.push(await startServerProcess(stack))
  const orders = await placedOrders(4)
  await setGoing(orders)
  await survivor.stop()
  servers = servers.filter((server) => server !== survivor)
  await expectAllOnce(orders)
})
