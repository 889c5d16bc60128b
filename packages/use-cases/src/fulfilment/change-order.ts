import { nextActionFor, type OrderState, type Outcome, redactText, refuse } from '@turnup/domain'
import { phaseOf } from '@turnup/fulfilment'
import {
  commitOrder,
  type DatabaseTransaction,
  loadOrderWork,
  type OrderCommit,
  type OrderWork,
  recordAudit,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { auditOf } from '../customers/on-behalf.ts'

export interface OrderChange {
  /** Verb for the audit: 'order.cancel'. */
  action: string
  reason?: string
  decide(work: OrderWork): Outcome<DecidedChange>
}

export type DecidedChange = Pick<OrderCommit, 'head' | 'steps'> &
  Partial<Pick<OrderCommit, 'closed' | 'timeline'>> & {
    /** What else belongs into the transaction. */
    within?(transaction: DatabaseTransaction): Promise<void>
  }

/** Makes one person's change to an order, with its audit in the same transaction, and wakes the engine. */
export async function changeOrder(
  context: Context,
  orderId: string,
  change: OrderChange,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  for (;;) {
    const work = await loadOrderWork(context.db, orderId)
    if (!work || !maySee(context, work))
      return refuse('not-found', 'ORDER_UNKNOWN', 'There is no such order.')
    const decided = change.decide(work)
    if (!decided.ok) return decided
    const { head, steps, closed = [], timeline = [], within } = decided.value
    const all = work.steps.map((step) => steps.find((changed) => changed.key === step.key) ?? step)
    const at = context.clock.now()
    const added = steps.filter((step) => !work.steps.some((known) => known.key === step.key))
    const after = [...all, ...added]
    const changed = {
      ...head,
      nextAction: nextActionFor(head, after),
      wakeAt: undefined,
      ...phaseOf(head, after),
    }
    const written = await context.db.transaction().execute(async (tx) => {
      if (!(await commitOrder(tx, { head: changed, steps, opened: [], closed, timeline, at }))) return false
      await within?.(tx)
      await recordAudit(tx, {
        at,
        ...(context.actor.kind === 'customer'
          ? auditOf(context, context.actor.id)
          : { actor: { kind: context.actor.kind, id: context.actor.id } }),
        action: change.action,
        subject: { kind: 'order', id: orderId },
        reason: change.reason === undefined ? undefined : redactText(change.reason),
        before: {
          state: work.head.state,
          steps: work.steps.filter((step) => steps.some((one) => one.key === step.key)).map(summary),
        },
        after: { state: head.state, steps: steps.map(summary) },
        correlationId: context.correlationId,
      })
      return true
    })
    if (!written) continue
    await wake(context, orderId)
    return { ok: true, value: { orderId, state: head.state } }
  }
}

function maySee({ actor }: Context, work: OrderWork): boolean {
  return actor.kind !== 'customer' || actor.id === work.head.customerId
}

function summary(step: { key: string; state: string; input: object }) {
  return { key: step.key, state: step.state, input: JSON.parse(JSON.stringify(step.input)) }
}

async function wake(context: Context, orderId: string): Promise<void> {
  try {
    await context.engine.advance(orderId)
  } catch (error) {
    context.log.warn({ orderId, err: error }, 'the engine could not be woken; the sweep will')
  }
}

/** How an actor is named in an order's timeline. */
export function actorName({ actor }: Context): string {
  return actor.kind === 'operator'
    ? `operator:${actor.id}`
    : actor.kind === 'customer'
      ? 'customer'
      : 'turnup'
}
