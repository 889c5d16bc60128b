import { z } from 'zod'
import { Day, Instant, MoneyBody, textOf } from '../common.ts'

export const subscriptionActions = ['reissue-esim', 'top-up', 'request-cancellation'] as const
export const SubscriptionAction = z.enum(subscriptionActions)
export type SubscriptionAction = z.infer<typeof SubscriptionAction>

export const SubscriptionBody = z
  .object({
    id: z.string(),
    name: z.string(),
    category: z.enum(['internet', 'sim', 'esim', 'vpn', 'pbx', 'other']),
    status: z.enum(['Pending', 'Active', 'Suspended', 'Terminated', 'Cancelled', 'Fraud', 'Completed']),
    billingCycle: z.string(),
    recurringAmount: MoneyBody,
    nextDueDate: Day.optional(),
    registeredOn: Day.optional(),
    sfOrderId: z.string().optional().describe('The order it came from, where it was placed here.'),
    maskedIccid: z.string().optional(),
    actions: z.array(SubscriptionAction).describe('What may be done now; draw the buttons from it (R113).'),
  })
  .meta({ id: 'Subscription' })
export type SubscriptionBody = z.infer<typeof SubscriptionBody>

export const SubscriptionListBody = z
  .object({ subscriptions: z.array(SubscriptionBody) })
  .meta({ id: 'SubscriptionList' })
export type SubscriptionListBody = z.infer<typeof SubscriptionListBody>

export const ReissueEsimRequest = z
  .object({ reason: textOf(200).optional() })
  .meta({ id: 'ReissueEsimRequest', examples: [{ reason: 'New phone' }] })
export type ReissueEsimRequest = z.infer<typeof ReissueEsimRequest>

/** R111 */
export const ReissueEsimBody = z
  .object({
    status: z.enum(['InProgress', 'Completed', 'Failed']),
    activationRef: z
      .string()
      .optional()
      .describe('Ask /subscriptions/actions/{activationRef} for the outcome.'),
    maskedIccid: z.string().optional(),
    errorMessage: z.string().optional(),
  })
  .meta({
    id: 'ReissueEsim',
    examples: [
      {
        status: 'Completed',
        activationRef: '0197c0de-0000-7000-8000-000000000001',
        maskedIccid: '••••4321',
      },
    ],
  })
export type ReissueEsimBody = z.infer<typeof ReissueEsimBody>

export const TopUpRequest = z
  .object({
    amount: z.number().positive().optional().describe('Major units of the currency of the subscription.'),
    packageCode: textOf(80).optional().describe('SKU of an add-on in the catalogue; it has its own price.'),
  })
  .meta({ id: 'TopUpRequest', examples: [{ amount: 7.5 }] })
export type TopUpRequest = z.infer<typeof TopUpRequest>

/** R112, and InProgress with a reference where the end is not there within seconds. */
export const TopUpBody = z
  .object({
    status: z.enum(['InProgress', 'Completed', 'Failed']),
    activationRef: z
      .string()
      .optional()
      .describe('Ask /subscriptions/actions/{activationRef} for the outcome.'),
    invoiceId: z.string().optional(),
    errorMessage: z.string().optional(),
  })
  .meta({ id: 'TopUp', examples: [{ status: 'Completed', invoiceId: '8812' }] })
export type TopUpBody = z.infer<typeof TopUpBody>

export const ServiceActionBody = z
  .object({
    activationRef: z.string(),
    kind: z.enum(['esim-reissue', 'top-up']),
    subscriptionId: z.string(),
    status: z.enum(['InProgress', 'Completed', 'Failed']),
    maskedIccid: z.string().optional(),
    invoiceId: z.string().optional(),
    errorMessage: z.string().optional(),
    requestedAt: Instant,
    lastUpdatedAt: Instant,
  })
  .meta({ id: 'ServiceAction' })
export type ServiceActionBody = z.infer<typeof ServiceActionBody>

export const EsimActivationBody = z
  .object({
    activationCode: z.string().describe('LPA text for the QR code. Show it; keep it nowhere.'),
    maskedIccid: z.string().optional(),
  })
  .meta({ id: 'EsimActivation' })
export type EsimActivationBody = z.infer<typeof EsimActivationBody>

export const CancellationRequest = z
  .object({
    date: Day.optional().describe('Last day of the service; default: the end of the period that is paid.'),
    reason: textOf(1000).optional(),
  })
  .meta({ id: 'CancellationRequest', examples: [{ date: '2026-12-31', reason: 'Moving abroad' }] })
export type CancellationRequest = z.infer<typeof CancellationRequest>

export const CancellationBody = z
  .object({
    status: z.literal('Requested'),
    scheduledFor: Day,
    caseNumber: z.string().optional(),
  })
  .meta({
    id: 'Cancellation',
    examples: [{ status: 'Requested', scheduledFor: '2026-12-31', caseNumber: '00001234' }],
  })
export type CancellationBody = z.infer<typeof CancellationBody>
