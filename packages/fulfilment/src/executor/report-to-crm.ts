import { type CrmOrderReport, ProviderError } from '@turnup/domain'
import { commitOrder, isDatabaseFailure, type OrderHead, type OrderWork, pauseConnector } from '@turnup/store'
import type { ExecutorServices } from '../action.ts'
import { traced } from '../call-trace.ts'
import { pausedLookMs } from './apply-outcome.ts'
import { backoffMs } from './backoff.ts'

/**
 * Tells the CRM what the plan itself does not: that an order failed or was cancelled (R085, R086, R091, R107). The row
 * says what is due before the call; the call is safe to repeat.
 */
export async function reportToCrm(
  services: ExecutorServices,
  work: OrderWork,
  paused: ReadonlySet<string>,
): Promise<OrderWork> {
  const { head } = work
  const due = head.crmStatusDue as CrmOrderReport['status'] | undefined
  if (!due || !head.crmOrderId) return work
  const now = services.clock.now()
  const change = paused.has(services.connectorOf.crm)
    ? { head: again(head, now, pausedLookMs) }
    : await traced(head.correlationId, () => report(services, head, due, now))
  const changed = { ...head, ...change.head }
  const committed = await commitOrder(services.db, {
    head: changed,
    before: head,
    steps: [],
    opened: [],
    closed: [],
    timeline: change.refusal ? [{ at: now, kind: 'crm.refused', text: change.refusal, actor: 'crm' }] : [],
    at: now,
  })
  // Lost the race: whoever changed the order looks at it again, and the status is still due.
  return committed ? { ...work, head: { ...changed, revision: head.revision + 1 } } : work
}

interface Reported {
  head: Partial<OrderHead>
  /** What the CRM said when it would not take the status. */
  refusal?: string
}

async function report(
  services: ExecutorServices,
  head: OrderHead,
  due: CrmOrderReport['status'],
  now: Date,
): Promise<Reported> {
  try {
    await services.ports.crm.reportOrder(head.crmOrderId as string, {
      status: due,
      at: now.toISOString(),
      attemptCount: head.generation,
      ...(head.billingOrderId ? { billingOrderId: head.billingOrderId } : {}),
      ...(due === 'failed' && head.errorCode
        ? { error: { code: head.errorCode, message: head.errorMessage ?? '' } }
        : {}),
    })
    return { head: { crmStatusReported: due, crmStatusDue: undefined } }
  } catch (error) {
    if (!(error instanceof ProviderError)) {
      if (isDatabaseFailure(error)) throw error
      // A fault of ours must not keep the order from being finished; it is logged each time.
      services.log.error({ err: error, orderId: head.id, due }, 'telling the CRM broke')
      return { head: again(head, now, backoffMs(services.policy.retry, 4)) }
    }
    services.log.warn(
      { orderId: head.id, code: error.code, due },
      'the CRM could not be told the order status yet',
    )
    if (error.kind === 'rejected') {
      const refusal = `The CRM would not take the status "${due}": ${error.message}`
      return { head: { crmStatusDue: undefined }, refusal }
    }
    if (error.kind === 'auth')
      await pauseConnector(services.db, services.connectorOf.crm, error.message, services.clock.now())
    return { head: again(head, now, backoffMs(services.policy.retry, 4)) }
  }
}

/** Later, unless a step is due before. */
function again({ wakeAt }: OrderHead, now: Date, delayMs: number): Partial<OrderHead> {
  const at = new Date(now.getTime() + delayMs)
  return { wakeAt: wakeAt && wakeAt < at ? wakeAt : at }
}
