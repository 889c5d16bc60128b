import {
  type CrmOrder,
  isFinal,
  isUnwinding,
  nextActionFor,
  type OrderStep,
  type PlanResult,
  planFor,
} from '@turnup/domain'
import { moveOrder, moveStep, phaseOf } from '@turnup/fulfilment'
import {
  commitOrder,
  loadOrderWork,
  type OrderCommit,
  type OrderHead,
  type OrderWork,
  orderFromHead,
  putOrderSecret,
} from '@turnup/store'
import type { Services } from '../context.ts'
import { readBillingProducts } from './billing-products.ts'
import { closeInboxEntry } from './close-inbox-entry.ts'
import { hideCards } from './hide-cards.ts'
import { stepsOfPlan } from './plan-steps.ts'

interface Start {
  orderId: string
  entry: { crm_order_id: string; generation: number }
  crmOrder: CrmOrder
}

interface Decision {
  commit: OrderCommit
  /** Full ICCIDs that the order's lines held, by the name under which they are kept sealed. */
  iccids?: Map<string, string>
}

/**
 * Starts an order's plan, or, when it has one already, tries again what failed (X06, X08). Order, steps and inbox row
 * change together; the same generation started twice changes nothing.
 */
export async function startGeneration(services: Services, start: Start): Promise<void> {
  for (;;) {
    const work = await loadOrderWork(services.db, start.orderId)
    if (!work) throw new Error(`The order ${start.orderId} disappeared while it was being started.`)
    const decision = await decide(services, work, start)
    const at = services.clock.now()
    const done = await services.db.transaction().execute(async (tx) => {
      if (decision && !(await commitOrder(tx, decision.commit))) return false
      for (const [name, value] of decision?.iccids ?? [])
        await putOrderSecret(tx, services.vault, { orderId: start.orderId, name, value, at })
      await closeInboxEntry(tx, start.entry, decision ? 'started' : 'refused:NOTHING_TO_DO', at)
      return true
    })
    if (done) return
  }
}

async function decide(
  services: Services,
  work: OrderWork,
  { entry, crmOrder }: Start,
): Promise<Decision | undefined> {
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
): Promise<Decision> {
  const now = services.clock.now()
  const { items, iccids } = hideCards(crmOrder.items)
  // The reviewer may have changed the order in the CRM, so what stands there counts from here on.
  const current: OrderHead = {
    ...head,
    generation,
    items,
    promoCode: crmOrder.promoCode ?? head.promoCode,
    opportunityId: crmOrder.opportunityId ?? head.opportunityId,
    crmOrderId: crmOrder.crmOrderId,
    crmOrderNumber: crmOrder.orderNumber ?? head.crmOrderNumber,
  }
  const planned = await plan(services, current)
  if (!planned.ok) return { commit: hold(current, planned.problems, now), iccids }
  const started = moveOrder(current, 'started', {
    plan: planned.plan,
    startedAt: now,
    errorCode: undefined,
    errorMessage: undefined,
  })
  const text = 'Your order is approved; we are setting up your service.'
  const steps = stepsOfPlan(planned.plan)
  return { commit: commitOf(started, steps, steps, now, 'order.started', text), iccids }
}

/** What billing sells is asked again before an order is held for it: somebody may have mended it a minute ago. */
async function plan(services: Services, head: OrderHead): Promise<PlanResult> {
  const order = orderFromHead(head, { email: '', firstName: '', lastName: '' })
  const carriers = Object.keys(services.ports.numbers)
  const request = { order, carriers, billingProducts: await readBillingProducts(services) }
  const planned = planFor(request, services.policy)
  if (planned.ok || !planned.problems.some(({ code }) => billingProblems.has(code))) return planned
  return planFor({ ...request, billingProducts: await readBillingProducts(services, 0) }, services.policy)
}

const billingProblems = new Set(['BILLING_PRODUCT_UNKNOWN', 'PRICE_MISMATCH'])

function hold(head: OrderHead, problems: { code: string; message: string }[], now: Date): OrderCommit {
  const message = problems.map((problem) => problem.message).join(' ')
  const held =
    head.state === 'held'
      ? head
      : moveOrder(head.state === 'acknowledged' ? moveOrder(head, 'recorded') : head, 'stuck')
  const told = { ...held, errorCode: problems[0]?.code, errorMessage: message, crmStatusDue: 'failed' }
  return commitOf(told, [], [], now, 'order.held', 'We are looking into a delay with your order.')
}

/** Undefined where there is nothing to try: somebody was faster, or the order is being walked back. */
function retry(services: Services, work: OrderWork, generation: number): Decision | undefined {
  const { head } = work
  const retried = work.steps
    .filter((step) => step.state === 'failed' || step.state === 'unknown')
    .map(tryAgain)
  if (retried.length === 0 || isUnwinding(work.steps)) return undefined
  const change = {
    generation,
    errorCode: undefined,
    errorMessage: undefined,
    crmStatusDue: services.policy.statusProfile === 'webhook-v1' ? 'activating' : undefined,
  }
  // While another branch of the plan still moves, the order is in progress and stays so.
  const resumed = head.state === 'held' ? moveOrder(head, 'started', change) : { ...head, ...change }
  const all = work.steps.map((step) => retried.find((one) => one.key === step.key) ?? step)
  const text = 'We are trying again to set up your service.'
  return { commit: commitOf(resumed, retried, all, services.clock.now(), 'order.resumed', text) }
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

function commitOf(
  head: OrderHead,
  changed: OrderStep[],
  all: OrderStep[],
  at: Date,
  kind: string,
  text: string,
): OrderCommit {
  const nextAction = nextActionFor(head, all)
  const timeline = [{ at, kind, text, actor: 'turnup', public: true }]
  return {
    head: { ...head, nextAction, wakeAt: undefined, ...phaseOf(head, all) },
    steps: changed,
    opened: [],
    closed: [],
    timeline,
    at,
  }
}
