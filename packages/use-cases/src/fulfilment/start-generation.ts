import { type CrmOrder, isFinal, nextActionFor, type OrderStep, planFor } from '@turnup/domain'
import { moveOrder, moveStep } from '@turnup/fulfilment'
import {
  commitOrder,
  loadOrderWork,
  type OrderCommit,
  type OrderHead,
  type OrderWork,
  orderFromHead,
} from '@turnup/store'
import type { Services } from '../context.ts'
import { readBillingProducts } from './billing-products.ts'
import { closeInboxEntry } from './close-inbox-entry.ts'
import { stepsOfPlan } from './plan-steps.ts'

interface Start {
  orderId: string
  entry: { crm_order_id: string; generation: number }
  crmOrder: CrmOrder
}

/**
 * Starts an order's plan, or, when it has one already, tries again what failed (X06, X08). Order, steps and inbox row
 * change together; the same generation started twice changes nothing.
 */
export async function startGeneration(services: Services, start: Start): Promise<void> {
  for (;;) {
    const work = await loadOrderWork(services.db, start.orderId)
    if (!work) throw new Error(`The order ${start.orderId} disappeared while it was being started.`)
    const commit = await decide(services, work, start)
    const at = services.clock.now()
    const done = await services.db.transaction().execute(async (tx) => {
      if (commit && !(await commitOrder(tx, commit))) return false
      await closeInboxEntry(tx, start.entry, commit ? 'started' : 'refused:NOTHING_TO_DO', at)
      return true
    })
    if (done) return
  }
}

async function decide(
  services: Services,
  work: OrderWork,
  { entry, crmOrder }: Start,
): Promise<OrderCommit | undefined> {
  const { head } = work
  if (isFinal(head.state) || head.state === 'assessingCancellation' || entry.generation <= head.generation)
    return undefined
  return head.plan
    ? retry(services, work, entry.generation)
    : begin(services, head, crmOrder, entry.generation)
}

async function begin(
  services: Services,
  head: OrderHead,
  crmOrder: CrmOrder,
  generation: number,
): Promise<OrderCommit> {
  const { clock, policy } = services
  const now = clock.now()
  // The reviewer may have changed the order in the CRM, so its lines count from here on.
  const current: OrderHead = {
    ...head,
    generation,
    items: crmOrder.items,
    opportunityId: crmOrder.opportunityId ?? head.opportunityId,
    crmOrderId: crmOrder.crmOrderId,
  }
  const person = { email: '', firstName: '', lastName: '' }
  const billingProducts = await readBillingProducts(services)
  const planned = planFor({ order: orderFromHead(current, person), billingProducts }, policy)
  if (!planned.ok) return hold(current, planned.problems, now)
  const started = moveOrder(current, 'started', {
    plan: planned.plan,
    startedAt: now,
    errorCode: undefined,
    errorMessage: undefined,
  })
  const text = 'Your order is approved; we are setting up your service.'
  return commitOf(started, stepsOfPlan(planned.plan), now, 'order.started', text)
}

function hold(head: OrderHead, problems: { code: string; message: string }[], now: Date): OrderCommit {
  const message = problems.map((problem) => problem.message).join(' ')
  const held =
    head.state === 'held'
      ? head
      : moveOrder(head.state === 'acknowledged' ? moveOrder(head, 'recorded') : head, 'stuck')
  const told = { ...held, errorCode: problems[0]?.code, errorMessage: message, crmStatusDue: 'failed' }
  return commitOf(told, [], now, 'order.held', 'We are looking into a delay with your order.')
}

function retry(services: Services, work: OrderWork, generation: number): OrderCommit {
  const now = services.clock.now()
  const steps = work.steps.filter((step) => step.state === 'failed' || step.state === 'unknown').map(tryAgain)
  const resumed = moveOrder(work.head, 'started', {
    generation,
    errorCode: undefined,
    errorMessage: undefined,
    crmStatusDue: services.policy.statusProfile === 'webhook-v1' ? 'activating' : undefined,
  })
  return commitOf(resumed, steps, now, 'order.resumed', 'We are trying again to set up your service.')
}

/** The retry budget starts anew. A step whose outcome is not known looks first, since its attempt stays open. */
function tryAgain(step: OrderStep): OrderStep {
  return moveStep(step, 'retry', {
    error: undefined,
    troubleSince: undefined,
    wakeAt: undefined,
    attemptCount: 0,
  })
}

function commitOf(head: OrderHead, steps: OrderStep[], at: Date, kind: string, text: string): OrderCommit {
  const nextAction = nextActionFor(head, steps)
  const timeline = [{ at, kind, text, actor: 'turnup', public: true }]
  return { head: { ...head, nextAction, wakeAt: undefined }, steps, opened: [], closed: [], timeline, at }
}
