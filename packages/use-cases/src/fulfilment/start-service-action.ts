import { type EsimReissue, nextActionFor, planForServiceAction, type TopUp } from '@turnup/domain'
import { moveOrder } from '@turnup/fulfilment'
import { commitOrder, loadOrderWork, type OrderHead } from '@turnup/store'
import type { Context } from '../context.ts'
import { stepsOfPlan } from './plan-steps.ts'

/**
 * Plans and starts a reissue or top-up that was written down as an order of that kind. Calling it again for the same
 * order starts nothing twice.
 */
export async function startServiceAction(context: Context, orderId: string): Promise<void> {
  while (!(await tryToStart(context, orderId))) {
    // Somebody changed the order meanwhile: read it again.
  }
  await context.engine.advance(orderId)
}

/** @returns false when the order changed between reading and writing */
async function tryToStart(context: Context, orderId: string): Promise<boolean> {
  const work = await loadOrderWork(context.db, orderId)
  if (!work) throw new Error(`There is no order ${orderId} to start.`)
  const { head } = work
  if (head.state !== 'pending') return true
  const at = context.clock.now()
  const plan = planForServiceAction(actionOf(head), context.policy)
  const started = moveOrder(head, 'started', { plan, generation: 1, startedAt: at })
  const steps = stepsOfPlan(plan)
  const text = head.kind === 'top-up' ? 'Your top-up is under way.' : 'Your new eSIM is being prepared.'
  const timeline = [{ at, kind: 'order.started', text, actor: 'turnup', public: true }]
  return commitOrder(context.db, {
    head: { ...started, nextAction: nextActionFor(started, steps) },
    steps,
    opened: [],
    closed: [],
    timeline,
    at,
  })
}

function actionOf(head: OrderHead): EsimReissue | TopUp {
  const subject = head.subject ?? {}
  const text = (name: string) => (typeof subject[name] === 'string' ? (subject[name] as string) : undefined)
  const common = {
    billingClientId: head.billingClientId,
    billingServiceId: text('billingServiceId') ?? '',
    planName: text('planName') ?? text('description') ?? 'SIM',
    lineRef: text('lineRef') ?? '',
    crmOrderId: text('originalCrmOrderId'),
  }
  if (head.kind === 'esim-reissue') {
    return { kind: 'esim-reissue', ...common, profileType: text('profileType') ?? '', reason: text('reason') }
  }
  return {
    kind: 'top-up',
    ...common,
    packageCode: text('packageCode'),
    price: { amountMinor: Number(subject.amountMinor), currency: text('currency') ?? '' },
    description: text('description') ?? 'Top-up',
  }
}
