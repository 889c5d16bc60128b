import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type RunningEngine, startEngine } from '@turnup/cli'
import { redriveOpenOrders } from '@turnup/use-cases'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { withNextServer } from './stack/next-server.ts'
import { expectOneOfEach, type OrderInHand, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor } from './stack/wait-for.ts'

const minuteMs = 60_000

let stack: Stack
let engine: RunningEngine
const folders: string[] = []

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'turnup-engine-'))
  folders.push(folder)
  return folder
}

const addressesOf = (running: RunningEngine) => ({
  RESTATE_INGRESS_URL: running.ingressUrl,
  RESTATE_ADMIN_URL: running.adminUrl,
  RESTATE_IDENTITY_KEY: running.identityPublicKey,
})

beforeAll(async () => {
  engine = await startEngine({ dataDir: newFolder() })
  stack = await startStack({ environment: addressesOf(engine) })
})
afterAll(async () => {
  await stack?.stop()
  await engine?.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface InFlight {
  orders: OrderInHand[]
  /** Lets go of what is held up. */
  release(): void
}

/** Orders at every stage: one in a retry, one whose mails wait, one that nobody approved yet, the rest at work. */
async function ordersInFlight(): Promise<InFlight> {
  const { sandbox } = stack
  const { faults } = sandbox.context
  const orders: OrderInHand[] = []
  for (let count = 0; count < 5; count += 1) orders.push(await placedOrder(stack))
  const [retrying, unmailed] = orders as [OrderInHand, OrderInHand]
  const { id } = await readOrder(stack, retrying.crmOrderId)
  const { id: unmailedId } = await readOrder(stack, unmailed.crmOrderId)
  faults.add({ system: 'mvne', operation: 'activateLine', kind: 'throttle', contains: id })
  faults.add({ system: 'sendgrid', operation: 'send', kind: 'timeout-before-write', contains: unmailedId })
  sandbox.context.latencyMs = 60
  const before = performed(sandbox, 'whmcs', 'AddOrder')
  for (const { crmOrderId } of orders) sandbox.systems.salesforce.approveOrder(crmOrderId)
  await waitFor('the first order in billing', async () => performed(sandbox, 'whmcs', 'AddOrder') > before)
  return {
    orders,
    release() {
      faults.clear()
      sandbox.context.latencyMs = 0
    },
  }
}

async function killEngine(): Promise<void> {
  process.kill(engine.pid, 'SIGKILL')
  await engine.process.ended
}

test('an engine that is killed and loses its data: servers find it again, and every order goes on from PostgreSQL', async () => {
  const { orders, release } = await ordersInFlight()
  await killEngine()
  const folder = folders[0] as string
  rmSync(path.join(folder, 'engine', 'store'), { recursive: true })
  // Placed and approved while there is no engine: taken in, and waiting.
  const meanwhile = await placedOrder(stack)
  stack.sandbox.systems.salesforce.approveOrder(meanwhile.crmOrderId)
  const { adminUrl } = engine
  engine = await startEngine({ dataDir: folder })
  expect(engine.adminUrl).toBe(adminUrl)
  release()
  await waitFor('the door known again', async () => {
    const answer = await fetch(new URL('/deployments', adminUrl))
    return (await answer.text()).includes(new URL(stack.server.doorUrl).host)
  })
  for (const order of [...orders, meanwhile]) await expectOneOfEach(stack, order)
})

test('another engine at another address: new servers and one resume, and every order completes once', async () => {
  const { orders, release } = await ordersInFlight()
  await killEngine()
  const { ingressUrl } = engine
  engine = await startEngine({ dataDir: newFolder() })
  expect(engine.ingressUrl).not.toBe(ingressUrl)
  await stack.server.stop()
  // Without a sweep that would be faster.
  stack = await withNextServer(stack, { ...addressesOf(engine), REDRIVE_SECONDS: '3600' })
  release()
  // Whatever waited for its next try is due by now; this is what "turnup resume" does.
  stack.clock.move(minuteMs)
  const actor = { kind: 'system' as const, id: 'resume' }
  const resumed = await redriveOpenOrders({ ...stack.server.services, actor, correlationId: 'resume' })
  expect(resumed.interrupted).toBeUndefined()
  expect(resumed.orders).toBeGreaterThan(0)
  expect(resumed.mails).toBeGreaterThan(0)
  for (const order of orders) await expectOneOfEach(stack, order)
})
