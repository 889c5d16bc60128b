import type { CancellationBody, CancellationRequest } from '@turnup/contracts'
import { accept, type CustomerMapping, dayOf, type Outcome, refuse } from '@turnup/domain'
import { mailIdFor } from '@turnup/fulfilment'
import { queueMail, readPortalUser, recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { ensureCase } from '../customers/ensure-case.ts'
import { idempotently } from '../customers/idempotently.ts'
import { auditOf } from '../customers/on-behalf.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'
import { portalUrl } from '../customers/portal-url.ts'
import { mayAct } from './run-service-action.ts'
import { findSubscription, type Subscription } from './subscription.ts'

/**
 * Asks for the end of a subscription (R125, R126, X16): case, opportunity in stage Cancelling with its date, mail.
 * Nothing is ended by it: customer service does that in billing.
 */
export async function requestCancellation(
  ctx: Context,
  subscriptionId: string,
  request: CancellationRequest,
  idempotencyKey: string,
): Promise<Outcome<CancellationBody>> {
  return asCustomer(ctx, async (customer) => {
    const asked = {
      customerId: customer.customerId,
      operation: 'cancellation-request',
      key: idempotencyKey,
      request: { subscriptionId, ...request },
    }
    return idempotently(ctx, asked, (reference) =>
      orOutsideRefusal(ctx, () => ask(ctx, customer, subscriptionId, request, reference)),
    )
  })
}

async function ask(
  ctx: Context,
  customer: CustomerMapping,
  subscriptionId: string,
  request: CancellationRequest,
  reference: string,
): Promise<Outcome<CancellationBody>> {
  const found = await findSubscription(ctx, customer, subscriptionId)
  if (!found.ok) return found
  const allowed = mayAct(found.value, 'request-cancellation')
  if (!allowed.ok) return allowed
  const today = dayOf(ctx.clock.now())
  const { nextDueDate } = found.value.service
  const scheduledFor = request.date ?? (nextDueDate && nextDueDate > today ? nextDueDate : today)
  if (scheduledFor < today) {
    return refuse('unprocessable', 'CANCELLATION_DATE_IN_PAST', 'Choose today or a later day.', {
      field: 'date',
    })
  }
  const { crm } = ctx.ports
  const opportunity = ctx.policy.opportunity.enabled
    ? await crm.findOpportunity({ billingServiceId: subscriptionId })
    : undefined
  const isOurs = (await crm.findCase(reference)) !== undefined
  if (!isOurs && (opportunity?.stage === 'cancelling' || opportunity?.stage === 'cancelled')) {
    return refuse(
      'conflict',
      'CANCELLATION_ALREADY_REQUESTED',
      'The cancellation of this subscription was asked for before. Customer service is working on it.',
    )
  }
  const opened = await ensureCase(
    ctx,
    {
      type: 'Cancellation Request',
      subject: `Cancellation of ${found.value.service.name} (service ${subscriptionId})`,
      description: describe(ctx, customer, found.value, scheduledFor, request.reason),
      accountId: customer.crmAccountId,
      opportunityId: opportunity?.opportunityId,
    },
    reference,
  )
  if (opportunity) {
    await crm.updateOpportunity(opportunity.opportunityId, {
      stage: 'cancelling',
      scheduledCancellationAt: `${scheduledFor}T00:00:00.000Z`,
    })
  }
  await tell(ctx, customer, found.value, { reference, scheduledFor, caseNumber: opened.caseNumber })
  return accept({
    status: 'Requested',
    scheduledFor,
    ...(opened.caseNumber ? { caseNumber: opened.caseNumber } : {}),
  })
}

function describe(
  ctx: Context,
  customer: CustomerMapping,
  { service, order }: Subscription,
  scheduledFor: string,
  reason: string | undefined,
): string {
  return [
    `Customer: ${customer.firstName} ${customer.lastName} (${customer.customerNumber})`,
    `Service: ${service.name} (WHMCS service ${service.serviceId})`,
    ...(order?.crm_order_id ? [`Order: ${order.crm_order_id}`] : []),
    `Asked to end on: ${scheduledFor}`,
    `Reason: ${reason ?? 'not given'}`,
    `Correlation id: ${ctx.correlationId}`,
  ].join('\n')
}

async function tell(
  ctx: Context,
  customer: CustomerMapping,
  { service }: Subscription,
  request: { reference: string; scheduledFor: string; caseNumber?: string },
): Promise<void> {
  const at = ctx.clock.now()
  const user = await readPortalUser(ctx.db, customer.customerId)
  const mailId = mailIdFor('cancellation-received', request.reference, ctx.policy)
  await ctx.db.transaction().execute(async (transaction) => {
    await queueMail(transaction, {
      id: mailId,
      template: 'cancellation-received',
      locale: user?.locale ?? ctx.policy.mail.defaultLocale,
      to: customer.email,
      cc: ctx.policy.mail.supportCc,
      data: {
        customerName: `${customer.firstName} ${customer.lastName}`,
        serviceName: service.name,
        endsOn: request.scheduledFor,
        caseNumber: request.caseNumber ?? null,
        serviceUrl: portalUrl(ctx.policy, `/subscriptions/${service.serviceId}`),
        correlationId: ctx.correlationId,
      },
      customerId: customer.customerId,
      correlationId: ctx.correlationId,
      at,
    })
    await recordAudit(transaction, {
      at,
      ...auditOf(ctx, customer.customerId),
      action: 'cancellation.requested',
      subject: { kind: 'subscription', id: service.serviceId },
      after: { scheduledFor: request.scheduledFor, caseNumber: request.caseNumber ?? null },
      correlationId: ctx.correlationId,
    })
  })
  await deliverSoon(ctx, mailId)
}
