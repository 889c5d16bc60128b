import type { ConsoleTimelineEventBody } from '@turnup/contracts'
import { accept, type Outcome, redactText } from '@turnup/domain'
import { findOrderId, readTimelinePage, recordAudit, recordTimeline } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { timelineEventBody } from './order-parts.ts'
import { orderUnknown } from './read-order-page.ts'

/** Adds a note of staff to the order's story; customers do not see it. Numbers of cards and SIMs are cut (R110, R146). */
export async function addOrderNote(
  ctx: Context,
  named: string,
  note: string,
): Promise<Outcome<ConsoleTimelineEventBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const { id: operatorId, name } = asked.value
  const orderId = await findOrderId(ctx.db, named)
  if (!orderId) return orderUnknown()
  const at = ctx.clock.now()
  const text = redactText(note)
  return ctx.db.transaction().execute(async (transaction) => {
    await recordTimeline(transaction, [
      { orderId, at, kind: 'note.added', text, actor: `operator:${operatorId}` },
    ])
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: operatorId },
      action: 'order.note',
      subject: { kind: 'order', id: orderId },
      after: { text },
      correlationId: ctx.correlationId,
    })
    const written = await readTimelinePage(transaction, orderId, { limit: 1 })
    const event = written?.items[0]
    if (!event) throw new Error('A note was written and is not there.')
    return accept(timelineEventBody(event, new Map([[operatorId, name]])))
  })
}
