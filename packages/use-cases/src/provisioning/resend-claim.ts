import { accept, type Outcome, pbxKeys, refuse } from '@turnup/domain'
import { queueClaimMail } from '@turnup/fulfilment'
import { lastPbxClaim, recordAudit, recordTimeline } from '@turnup/store'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { askPbxOrder, resultOf } from './pbx-order.ts'

/** Sends the admin of a tenant a new one-time link; the ones before no longer work (X27). */
export async function resendClaim(ctx: Context, named: string): Promise<Outcome<{ mailId: string }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const { head, pbx } = work
  const tenantId = resultOf(work, pbxKeys.createTenant, 'tenantId')
  const loginUrl = resultOf(work, pbxKeys.createTenant, 'loginUrl')
  if (tenantId === undefined || loginUrl === undefined || head.state === 'cancelled')
    return refuse('conflict', 'NO_TENANT', 'The order has no tenant whose password could be set.')
  const at = ctx.clock.now()
  const mailId = await ctx.db.transaction().execute(async (transaction) => {
    // Two at once take their turns, so that each makes a link of its own and the last one works.
    const { locale } = await transaction
      .selectFrom('product_order')
      .innerJoin('portal_user', 'portal_user.id', 'product_order.customer_id')
      .select('portal_user.locale')
      .where('product_order.id', '=', head.id)
      .forUpdate('product_order')
      .executeTakeFirstOrThrow()
    const last = await lastPbxClaim(transaction, head.id)
    const id = await queueClaimMail(transaction, ctx, {
      order: head,
      sequence: (last?.sequence ?? 1) + 1,
      tenantId,
      loginUrl,
      domain: pbx.tenant.domain,
      number: resultOf(work, pbxKeys.awaitActive, 'number') ?? pbx.number.number,
      username: pbx.admin.username,
      company: pbx.company,
      to: { name: pbx.contact.name, email: pbx.admin.email },
      locale,
      correlationId: ctx.correlationId,
    })
    const actor = `operator:${operator.id}`
    const text = 'A new link for the PBX administrator’s password was sent.'
    await recordTimeline(transaction, [{ orderId: head.id, at, kind: 'claim.sent', text, actor }])
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: operator.id },
      action: 'order.resend-claim',
      subject: { kind: 'order', id: head.id },
      correlationId: ctx.correlationId,
    })
    return id
  })
  await deliverSoon(ctx, mailId)
  return accept({ mailId })
}
