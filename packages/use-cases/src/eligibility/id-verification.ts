import type { IdVerificationBody, IdVerificationRequest } from '@turnup/contracts'
import { accept, type CrmAccount, type CustomerMapping, type Outcome, refuse } from '@turnup/domain'
import { recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { accountOf } from '../customers/account-of.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { toCountryCode } from '../customers/country-code.ts'
import { ensureCase } from '../customers/ensure-case.ts'
import { auditOf } from '../customers/on-behalf.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { referenceFor } from '../customers/reference-for.ts'

/** How far the check of the customer's identity is, with the message of a rejection (R068, R070). */
export async function readIdVerification(ctx: Context): Promise<Outcome<IdVerificationBody>> {
  return asCustomer(ctx, async (customer) => accept(verificationBody(await accountOf(ctx, customer))))
}

function verificationBody({ idVerification }: CrmAccount): IdVerificationBody {
  const { status, submittedAt, verifiedAt, rejectionMessage } = idVerification
  return {
    status: status ?? 'NotSubmitted',
    submittedAt,
    verifiedAt,
    rejectionMessage: status === 'Rejected' ? rejectionMessage : undefined,
  }
}

/**
 * Tells customer service that documents were submitted: case and status Pending (R070). While one is pending, the same
 * answer; after a rejection a new case; once verified, the refusal ID_ALREADY_VERIFIED.
 */
export async function submitIdVerification(
  ctx: Context,
  request: IdVerificationRequest,
): Promise<Outcome<IdVerificationBody>> {
  const country = toCountryCode(request.issuingCountry)
  if (!country) {
    return refuse('invalid', 'COUNTRY_UNKNOWN', 'Write the country by name or as its two-letter code.', {
      field: 'issuingCountry',
    })
  }
  return asCustomer(ctx, (customer) =>
    oneAtATime(ctx, `id-verification:${customer.crmAccountId}`, () =>
      submit(ctx, customer, { ...request, issuingCountry: country }),
    ),
  )
}

async function submit(
  ctx: Context,
  customer: CustomerMapping,
  request: IdVerificationRequest,
): Promise<Outcome<IdVerificationBody>> {
  const { crm } = ctx.ports
  const account = await accountOf(ctx, customer)
  const { status, submittedAt: before } = account.idVerification
  if (status === 'Pending') return accept(verificationBody(account))
  if (status === 'Verified') {
    return refuse(
      'conflict',
      'ID_ALREADY_VERIFIED',
      'Your identity is verified; there is nothing left to submit.',
    )
  }
  // A submission follows the one before it, so the time of that one tells them apart.
  const ref = referenceFor('id-verification', account.accountId, before ?? 'first')
  const opened = await ensureCase(
    ctx,
    {
      type: 'ID Verification',
      subject: `Identity check for ${account.customerNumber}`,
      description: describe(ctx, account, request),
      accountId: account.accountId,
    },
    ref,
  )
  const submittedAt = ctx.clock.now()
  await crm.markIdVerificationPending(account.accountId, submittedAt.toISOString())
  await recordAudit(ctx.db, {
    at: submittedAt,
    ...auditOf(ctx, customer.customerId),
    action: 'id-verification.submitted',
    subject: { kind: 'customer', id: customer.customerId },
    after: { caseId: opened.caseId, documentType: request.documentType },
    correlationId: ctx.correlationId,
  })
  return accept({ status: 'Pending', submittedAt: submittedAt.toISOString() })
}

function describe(ctx: Context, account: CrmAccount, request: IdVerificationRequest): string {
  return [
    `Customer: ${account.name} (${account.customerNumber})`,
    `Document: ${request.documentType}, issued in ${request.issuingCountry}`,
    ...request.files.map((file) => `File: ${file.name} (${file.contentType}, ${file.sizeBytes} bytes)`),
    ...(request.notes ? [`Notes of the customer: ${request.notes}`] : []),
    `Correlation id: ${ctx.correlationId}`,
  ].join('\n')
}
