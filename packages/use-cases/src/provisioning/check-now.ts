import { accept, type OrderState, type OrderStep, type Outcome, pbxKeys, refuse } from '@turnup/domain'
import type { OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { changeOrder } from '../fulfilment/change-order.ts'
import { repairStep } from '../fulfilment/repair-step.ts'
import { askPbxOrder } from './pbx-order.ts'

/** The steps that wait for the outside, due at once. */
export function wokenSteps({ steps }: Pick<OrderWork, 'steps'>): OrderStep[] {
  return steps
    .filter((step) => step.waiting && step.state === 'ready' && step.wakeAt)
    .map((step) => ({ ...step, wakeAt: undefined }))
}

/**
 * "Check Provider Status" (R189): looks at the carrier now instead of at the next time. What ended badly there is looked
 * at again, since people may have mended it.
 */
export async function checkNow(
  ctx: Context,
  named: string,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { head, steps } = asked.value.work
  const ended = steps.find((step) => step.key === pbxKeys.awaitActive && step.state === 'failed')
  if (ended) return repairStep(ctx, head.id, { step: ended.key, repair: { kind: 'retry' } })
  return changeOrder(ctx, head.id, {
    action: 'order.check-now',
    decide(work) {
      const woken = wokenSteps(work)
      if (woken.length > 0) return accept({ head: work.head, steps: woken })
      return refuse('conflict', 'NOTHING_WAITS', 'The order does not wait for an outside system.')
    },
  })
}
