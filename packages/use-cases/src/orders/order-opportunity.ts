import { dayOf, ProviderError } from '@turnup/domain'
import { type OrderHead, readPortalUser, setOrderOpportunity } from '@turnup/store'
import type { Context } from '../context.ts'
import { commodityOf } from './order-commodity.ts'

/**
 * The opportunity that the order hangs on, in stage Post Processing (R077, X17): the one the order has already, the
 * account's open inquiry about the same kind of product, or a new one. Its id is kept before its stage is changed, so
 * that a second try finds it again.
 * @returns undefined where opportunities are off, or where they are not required and the CRM will not have it
 */
export async function opportunityForOrder(ctx: Context, order: OrderHead): Promise<string | undefined> {
  if (!ctx.policy.opportunity.enabled) return undefined
  try {
    const { opportunityId, stage } = await findOrCreate(ctx, order)
    if (stage !== 'post-processing') {
      await ctx.ports.crm.updateOpportunity(opportunityId, { stage: 'post-processing' })
    }
    return opportunityId
  } catch (error) {
    const optional = !ctx.policy.opportunity.required
    if (!(error instanceof ProviderError && error.kind === 'rejected' && optional)) throw error
    ctx.log.warn(
      { correlationId: ctx.correlationId, orderId: order.id, code: error.code },
      'The CRM would not take the opportunity; the order goes on without.',
    )
    return undefined
  }
}

async function findOrCreate(
  ctx: Context,
  order: OrderHead,
): Promise<{ opportunityId: string; stage?: string }> {
  if (order.opportunityId) return { opportunityId: order.opportunityId }
  const { crm } = ctx.ports
  const ref = `${order.id}/opportunity`
  const user = await readPortalUser(ctx.db, order.customerId)
  const commodityType = commodityOf(order.items, Boolean(user?.company))
  const accountId = order.crmAccountId
  const now = ctx.clock.now()
  const inquiry = { accountId, commodityType, stages: ['introduction', 'ready'] as ['introduction', 'ready'] }
  const opportunity =
    (await crm.findOpportunityByReference(ref)) ??
    (commodityType ? await crm.findOpportunity(inquiry) : undefined) ??
    (await crm.createOpportunity(
      {
        accountId,
        name: `${order.customerNumber} ${order.items[0]?.name ?? 'order'}`,
        stage: 'post-processing',
        commodityType,
        source: 'order-placement',
        closeDate: dayOf(now),
      },
      ref,
    ))
  await setOrderOpportunity(ctx.db, order.id, opportunity.opportunityId, now)
  return opportunity
}
