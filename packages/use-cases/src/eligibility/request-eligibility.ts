import type { EligibilityBody, EligibilityRequest } from '@turnup/contracts'
import { accept, type CustomerMapping, type Outcome } from '@turnup/domain'
import { recordAudit } from '@turnup/store'
import { forgetAccount } from '../catalogue/catalogue-cache.ts'
import type { Context } from '../context.ts'
import { accountOf } from '../customers/account-of.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { ensureCase } from '../customers/ensure-case.ts'
import { auditOf } from '../customers/on-behalf.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { referenceFor } from '../customers/reference-for.ts'
import { introductionOpportunity } from './introduction-opportunity.ts'
import { eligibilityBody } from './read-eligibility.ts'

/**
 * Asks customer service to check the customer's place (R069): opportunity in Introduction, case, status Pending.
 * While one is pending, asking again changes nothing. After a failure, asking again goes on where it stopped: the
 * reference is made of what the account said last, so that every record is found before it is made.
 */
export async function requestEligibility(
  ctx: Context,
  request: EligibilityRequest,
): Promise<Outcome<EligibilityBody>> {
  return asCustomer(ctx, (customer) =>
    oneAtATime(ctx, `eligibility:${customer.crmAccountId}`, () => ask(ctx, customer, request)),
  )
}

async function ask(
  ctx: Context,
  customer: CustomerMapping,
  request: EligibilityRequest,
): Promise<Outcome<EligibilityBody>> {
  const { crm } = ctx.ports
  const account = await accountOf(ctx, customer)
  if (account.eligibility.status === 'Pending') return accept(eligibilityBody(ctx, account))
  const ref = referenceFor('eligibility', customer.crmAccountId, account.eligibility.checkedAt ?? 'first')
  const opportunityId = await introductionOpportunity(ctx, customer, ref)
  const opened = await ensureCase(
    ctx,
    {
      type: 'Eligibility Check',
      subject: `Internet eligibility check for ${account.customerNumber}`,
      description: [
        `Customer: ${account.name} (${account.customerNumber})`,
        `Place: ${request.address ?? 'the billing address'}`,
        ...(request.notes ? [`Notes of the customer: ${request.notes}`] : []),
        `Correlation id: ${ctx.correlationId}`,
      ].join('\n'),
      accountId: account.accountId,
      opportunityId,
    },
    ref,
  )
  const requestedAt = ctx.clock.now()
  await crm.markEligibilityPending(account.accountId, {
    caseId: opened.caseId,
    requestedAt: requestedAt.toISOString(),
  })
  forgetAccount(ctx, account.accountId)
  await recordAudit(ctx.db, {
    at: requestedAt,
    ...auditOf(ctx, customer.customerId),
    action: 'eligibility.requested',
    subject: { kind: 'customer', id: customer.customerId },
    after: { caseId: opened.caseId, opportunityId: opportunityId ?? null },
    correlationId: ctx.correlationId,
  })
  return accept({ status: 'Pending', requestedAt: requestedAt.toISOString() })
}
