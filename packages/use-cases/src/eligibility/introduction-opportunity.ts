import { type CustomerMapping, dayOf, ProviderError } from '@turnup/domain'
import { readPortalUser } from '@turnup/store'
import type { Context } from '../context.ts'

const daysToClose = 30

/**
 * The open inquiry of this account, found or made (R069, R121). Without one where opportunities are off, or where they
 * are not required and the CRM will not have it (X17).
 */
export async function introductionOpportunity(
  ctx: Context,
  customer: CustomerMapping,
  ref: string,
): Promise<string | undefined> {
  const { crm } = ctx.ports
  if (!ctx.policy.opportunity.enabled) return undefined
  const user = await readPortalUser(ctx.db, customer.customerId)
  const commodityType = user?.company ? 'corporate-internet' : 'personal-internet'
  const accountId = customer.crmAccountId
  try {
    const open =
      (await crm.findOpportunity({ accountId, commodityType, stages: ['introduction'] })) ??
      (await crm.findOpportunityByReference(ref))
    if (open) return open.opportunityId
    const closeDate = dayOf(new Date(ctx.clock.now().getTime() + daysToClose * 24 * 60 * 60 * 1000))
    const made = await crm.createOpportunity(
      {
        accountId,
        name: `${customer.customerNumber} internet`,
        stage: 'introduction',
        commodityType,
        source: 'eligibility-request',
        closeDate,
      },
      ref,
    )
    return made.opportunityId
  } catch (error) {
    const optional = !ctx.policy.opportunity.required
    if (!(error instanceof ProviderError && error.kind === 'rejected' && optional)) throw error
    ctx.log.warn(
      { correlationId: ctx.correlationId, code: error.code },
      'The CRM would not take the opportunity.',
    )
    return undefined
  }
}
