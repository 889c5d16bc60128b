import { randomUUID } from 'node:crypto'
import {
  type Gate,
  type OrderItem,
  type OrderStep,
  type Plan,
  type Policy,
  planFor,
  planForServiceAction,
} from '@turnup/domain'
import {
  commitOrder,
  createVault,
  type Database,
  importEsimProfiles,
  insertOrder,
  loadOrderWork,
  newId,
  openDatabase,
  orderFromHead,
} from '@turnup/store'
import { createTestDatabase } from '../../../../tests/support/index.ts'
import type { ExecutorServices } from '../action.ts'
import { currentCorrelationId } from '../call-trace.ts'
import { advanceOrder } from '../executor/advance-order.ts'
import { createMovableClock } from './movable-clock.ts'
import { type Caller, connectionLost, connectorOf, createOutsideWorld } from './outside-world.ts'
import { esimItem, profileType, testPolicy } from './test-items.ts'

export interface TestProcess extends Caller {
  services: ExecutorServices
}

export interface NewOrderOptions {
  items?: OrderItem[]
  clientId?: string
  policy?: Partial<Policy>
  /** Changes the plan before it starts: gates, points of no return. */
  shape?(plan: Plan): void
}

export type OrderWorld = Awaited<ReturnType<typeof createOrderWorld>>

const silent = () => undefined

/** The executor on a real PostgreSQL, with a world outside that fails on demand and a clock that is moved by hand. */
export async function createOrderWorld() {
  const database = await createTestDatabase()
  const root = openDatabase({ databaseUrl: database.databaseUrl, maxConnections: 16 })
  const clock = createMovableClock()
  const outside = createOutsideWorld(clock)
  const vault = createVault(new Uint8Array(32).fill(7))
  const policy: Policy = structuredClone(testPolicy)
  const deliveredMails: string[] = []
  const iccids: string[] = []
  const told: unknown[] = []

  function startProcess(): TestProcess {
    let alive = true
    const caller: Caller = {
      isAlive: () => alive,
      die: () => {
        alive = false
      },
    }
    const db: Database = root.withPlugin({
      // A dead process neither reads nor writes any more.
      transformQuery({ node }) {
        if (!alive) throw connectionLost()
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const services: ExecutorServices = {
      db,
      ports: outside.portsFor(caller),
      connectorOf,
      engine: {
        advance: async () => {},
        intake: async () => {},
        deliverMail: async (id) => void deliveredMails.push(id),
      },
      clock,
      vault,
      policy,
      log: {
        debug: silent,
        info: (fields) => void told.push(fields),
        warn: (fields) => void told.push(fields),
        error: (fields) => void told.push(fields),
      },
    }
    return { ...caller, services }
  }

  const main = startProcess()

  async function stockUp(count: number, type = profileType): Promise<string[]> {
    const fresh = Array.from(
      { length: count },
      () => `898830${String(iccids.length).padStart(4, '0')}${randomDigits(9)}`,
    )
    iccids.push(...fresh)
    await importEsimProfiles(root, vault, type, fresh)
    return fresh
  }

  async function newCustomer(clientId: string = randomUUID()) {
    const customerId = randomUUID()
    const customer = {
      customerId,
      customerNumber: customerId,
      billingClientId: clientId,
      crmAccountId: `account-${customerId}`,
    }
    await root
      .insertInto('portal_user')
      .values({
        id: customerId,
        email: `${customerId}@example.com`,
        password_hash: 'none',
        first_name: 'Ada',
        last_name: 'Moreno',
        company: null,
        phone: null,
        review_reason: null,
        customer_number: customerId,
        state: 'active',
      })
      .execute()
    return customer
  }

  /** An order with its plan, about to be carried out. */
  async function startOrder(options: NewOrderOptions = {}): Promise<string> {
    const { items = [esimItem()], clientId } = options
    await stockUp(items.reduce((sum, item) => sum + item.quantity, 0) + 1)
    const id = newId()
    const customer = await newCustomer(clientId)
    await insertOrder(root, {
      id,
      kind: 'acquisition',
      customer,
      channel: 'portal',
      state: 'pending',
      items,
      nextAction: { who: 'turnup', why: 'test', actions: [] },
      correlationId: `correlation-${id}`,
      at: clock.now(),
    })
    const crmOrderId = `801-${id}`
    const work = await loadOrderWork(root, id)
    if (!work) throw new Error('The order was not written.')
    outside.crm.orders.set(crmOrderId, {
      crmOrderId,
      accountId: customer.crmAccountId,
      status: 'approved',
      items,
    })
    const head = { ...work.head, crmOrderId, opportunityId: `opportunity-${id}` }
    const order = orderFromHead(head, { email: '', firstName: '', lastName: '' })
    const planned = planFor({ order }, { ...policy, ...options.policy })
    if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join(' '))
    await begin(head, planned.plan, options)
    return id
  }

  /** A top-up or reissue about to be carried out. */
  async function startTopUp(options: NewOrderOptions & { lineRef?: string } = {}): Promise<string> {
    const id = newId()
    const customer = await newCustomer(options.clientId)
    await insertOrder(root, {
      id,
      kind: 'top-up',
      customer,
      channel: 'portal',
      state: 'pending',
      items: [],
      subject: { billingServiceId: '55' },
      nextAction: { who: 'turnup', why: 'test', actions: [] },
      correlationId: `correlation-${id}`,
      at: clock.now(),
    })
    const work = await loadOrderWork(root, id)
    if (!work) throw new Error('The order was not written.')
    const plan = planForServiceAction(
      {
        kind: 'top-up',
        billingClientId: customer.billingClientId,
        billingServiceId: '55',
        planName: 'SIM',
        lineRef: options.lineRef ?? 'line',
        price: { amountMinor: 500, currency: 'USD' },
        description: 'Top-up 5',
      },
      policy,
    )
    await begin(work.head, plan, options)
    return id
  }

  async function begin(
    head: NonNullable<Awaited<ReturnType<typeof loadOrderWork>>>['head'],
    plan: Plan,
    options: NewOrderOptions,
  ): Promise<void> {
    options.shape?.(plan)
    const steps: OrderStep[] = plan.steps.map((step, position) => ({
      key: step.key,
      position,
      action: step.action,
      needs: step.needs,
      gate: step.gate,
      pointOfNoReturn: step.pointOfNoReturn ?? false,
      input: step.input,
      state: 'waiting',
      attemptCount: 0,
    }))
    const started = { ...head, plan, state: 'inProgress' as const, generation: 1, startedAt: clock.now() }
    const commit = { head: started, steps, opened: [], closed: [], timeline: [], at: clock.now() }
    if (!(await commitOrder(root, commit))) throw new Error('The order was not started.')
  }

  /** Looks and waits, like the engine, until nothing but a person or the outside can move the order on. */
  async function run(
    orderId: string,
    options: { process?: TestProcess; until?(): boolean | Promise<boolean> } = {},
  ) {
    const { process = main, until } = options
    for (let looks = 0; looks < 500; looks += 1) {
      const { wakeInMs } = await advanceOrder(process.services, orderId)
      if (await until?.()) return
      if (wakeInMs === undefined) return
      clock.move(wakeInMs)
    }
    throw new Error(`The order ${orderId} is looked at again and again.`)
  }

  async function read(orderId: string) {
    const work = await loadOrderWork(root, orderId)
    if (!work) throw new Error(`There is no order ${orderId}.`)
    return { ...work, step: (key: string) => stepOf(work.steps, key) }
  }

  return {
    db: root,
    clock,
    outside,
    vault,
    policy,
    deliveredMails,
    /** Every full ICCID that was put into the stock. */
    iccids,
    told,
    services: main.services,
    startProcess,
    stockUp,
    newCustomer,
    startOrder,
    startTopUp,
    run,
    read,
    attempts: (orderId: string, stepKey?: string) =>
      root
        .selectFrom('step_attempt')
        .selectAll()
        .where('order_id', '=', orderId)
        .$if(stepKey !== undefined, (query) => query.where('step_key', '=', stepKey ?? ''))
        .orderBy('id')
        .execute(),
    timeline: (orderId: string) =>
      root.selectFrom('timeline_event').selectAll().where('order_id', '=', orderId).orderBy('id').execute(),
    secretsOf: async (orderId: string) =>
      (
        await root
          .selectFrom('order_secret')
          .select('name')
          .where('order_id', '=', orderId)
          .orderBy('name')
          .execute()
      ).map(({ name }) => name),
    /** The order in whose name a call is made right now. */
    orderAtWork: () => currentCorrelationId()?.replace('correlation-', ''),
    async close() {
      await root.destroy()
      await database.drop()
    },
  }
}

function stepOf(steps: OrderStep[], key: string): OrderStep {
  const step = steps.find((one) => one.key === key)
  if (!step) throw new Error(`There is no step ${key}; there are ${steps.map((one) => one.key).join(', ')}.`)
  return step
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => Math.floor(Math.random() * 10)).join('')
}

/** Makes a step wait for an answer. */
export function gateAt(key: string, gate: Partial<Gate> = {}): (plan: Plan) => void {
  return (plan) => {
    const step = plan.steps.find((one) => one.key === key)
    if (!step) throw new Error(`There is no step ${key}.`)
    step.gate = { kind: 'operator', question: `May ${key} run?`, ...gate }
  }
}
