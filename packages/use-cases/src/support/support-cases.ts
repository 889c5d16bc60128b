import type { CaseBody, CaseListBody, OpenCaseRequest } from '@turnup/contracts'
import { accept, type CrmCase, type Outcome } from '@turnup/domain'
import { emailReviewSubject } from '../authentication/connect-customer.ts'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { ensureCase } from '../customers/ensure-case.ts'
import { idempotently } from '../customers/idempotently.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'

/** Opens a General Inquiry (R124). The same key opens one case. */
export async function openSupportCase(
  ctx: Context,
  request: OpenCaseRequest,
  idempotencyKey: string,
): Promise<Outcome<CaseBody>> {
  return asCustomer(ctx, async ({ customerId, crmAccountId }) => {
    const asked = { customerId, operation: 'support-case', key: idempotencyKey, request }
    return idempotently(ctx, asked, (reference) =>
      orOutsideRefusal(ctx, async () => {
        const opened = await ensureCase(
          ctx,
          {
            type: 'General Inquiry',
            subject: request.subject,
            description: `${request.message}\n\nCorrelation id: ${ctx.correlationId}`,
            accountId: crmAccountId,
          },
          reference,
        )
        return accept(caseBody(opened))
      }),
    )
  })
}

/** The customer's cases of all kinds, without what customer service keeps to itself. */
export async function listSupportCases(ctx: Context): Promise<Outcome<CaseListBody>> {
  return asCustomer(ctx, async ({ crmAccountId }) => {
    const cases = await ctx.ports.crm.listCases(crmAccountId)
    return accept({ cases: cases.filter(({ subject }) => subject !== emailReviewSubject).map(caseBody) })
  })
}

function caseBody({ caseNumber, type, subject, status, createdAt }: CrmCase): CaseBody {
  // Absent values are left out: the answer is kept as JSON and must read the same at every repeat.
  return {
    ...(caseNumber === undefined ? {} : { caseNumber }),
    type,
    subject,
    status,
    ...(createdAt === undefined ? {} : { createdAt }),
  }
}
