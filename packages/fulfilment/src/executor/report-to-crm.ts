import { type CrmOrderReport, ProviderError } from '@turnup/domain'
import { commitOrder, type OrderHead, type OrderWork } from '@turnup/store'
import type { ExecutorServices } from '../action.ts'
import { traced } from '../call-trace.ts'
import { backoffMs } from './backoff.ts'

/**
 * Tells the CRM what the plan itself does not: that an order failed or was cancelled (R085, R086, R091, R107). The row
 * says what is due before the call; the call is safe to repeat.
 */
export async function reportToCrm(services: ExecutorServices, work: OrderWork): Promise<OrderWork> {
  const { head } = work
  const due = head.crmStatusDue as CrmOrderReport['status'] | undefined
  if (!due || !head.crmOrderId) return work
  const now = services.clock.now()
  const change = await traced(head.correlationId, () => report(services, head, due, now))
  const changed = { ...head, ...change }
  const committed = await commitOrder(services.db, {
    head: changed,
    steps: [],
    opened: [],
    closed: [],
    timeline: [],
    at: now,
  })
  // Lost the race: whoever changed the order looks at it again, and the status is still due.
  return committed ? { ...work, head: { ...changed, revision: head.revision + 1 } } : work
}

async function report(
  services: ExecutorServices,
  head: OrderHead,
  due: CrmOrderReport['status'],
  now: Date,
): Promise<Partial<OrderHead>> {
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
    return { crmStatusReported: due, crmStatusDue: undefined }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    services.log.warn(
      { orderId: head.id, code: error.code, due },
      'the CRM could not be told the order status yet',
    )
    if (error.kind === 'rejected') return { crmStatusDue: undefined }
    const again = new Date(now.getTime() + backoffMs(services.policy.retry, 4))
    return { wakeAt: head.wakeAt && head.wakeAt < again ? head.wakeAt : again }
  }
}
