import { randomUUID } from 'node:crypto'
import {
  type Clock,
  type Gate,
  type OrderItem,
  type OrderStep,
  type PbxDetails,
  type Plan,
  type Policy,
  planFor,
  planForServiceAction,
  registrationSecret,
} from '@turnup/domain'
import {
  commitOrder,
  type Database,
  insertOrder,
  loadOrderWork,
  newId,
  type OrderHead,
  orderFromHead,
  putOrderSecret,
  type Vault,
} from '@turnup/store'
import type { createOutsideWorld } from './outside-world.ts'
import { esimItem } from './test-items.ts'
import { registrationData } from './test-pbx.ts'

export interface NewOrderOptions {
  items?: OrderItem[]
  pbx?: PbxDetails
  clientId?: string
  policy?: Partial<Policy>
  /** Changes the plan before it starts: gates, points of no return. */
  shape?(plan: Plan): void
}

interface Stage {
  db: Database
  clock: Clock
  outside: ReturnType<typeof createOutsideWorld>
  policy: Policy
  vault: Vault
  stockUp(count: number): Promise<string[]>
}

/** Writes customers and orders, the orders with their plan and about to be carried out. */
export function orderWriter({ db, clock, outside, policy, vault, stockUp }: Stage) {
  async function newCustomer(clientId: string = randomUUID()) {
    const customerId = randomUUID()
    const customer = {
      customerId,
      customerNumber: customerId,
      billingClientId: clientId,
      crmAccountId: `account-${customerId}`,
    }
    await db
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
    await insertOrder(db, {
      id,
      kind: 'acquisition',
      customer,
      channel: 'portal',
      state: 'pending',
      items,
      pbx: options.pbx,
      nextAction: { who: 'turnup', why: 'test', actions: [] },
      correlationId: `correlation-${id}`,
      at: clock.now(),
    })
    const crmOrderId = `801-${id}`
    const work = await loadOrderWork(db, id)
    if (!work) throw new Error('The order was not written.')
    outside.crm.orders.set(crmOrderId, {
      crmOrderId,
      accountId: customer.crmAccountId,
      status: 'approved',
      items,
    })
    if (options.pbx?.registration) {
      const value = JSON.stringify(registrationData())
      await putOrderSecret(db, vault, { orderId: id, name: registrationSecret, value, at: clock.now() })
    }
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
    await insertOrder(db, {
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
    const work = await loadOrderWork(db, id)
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

  async function begin(head: OrderHead, plan: Plan, options: NewOrderOptions): Promise<void> {
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
    if (!(await commitOrder(db, commit))) throw new Error('The order was not started.')
  }

  return { newCustomer, startOrder, startTopUp }
}

/** Makes a step wait for an answer. */
export function gateAt(key: string, gate: Partial<Gate> = {}): (plan: Plan) => void {
  return (plan) => {
    const step = plan.steps.find((one) => one.key === key)
    if (!step) throw new Error(`There is no step ${key}.`)
    step.gate = { kind: 'operator', question: `May ${key} run?`, ...gate }
  }
}
