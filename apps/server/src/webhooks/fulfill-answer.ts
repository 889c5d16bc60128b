import type { ProvisionOutcome } from '@turnup/use-cases'
import { z } from 'zod'

/** What the webhook answers (R090); `Activating` when the end is not known within the wait (X05). */
export const FulfillAnswer = z
  .object({
    status: z.enum(['Provisioned', 'Failed', 'Activating', 'Cancelled']),
    sfOrderId: z.string(),
    whmcsOrderId: z.string().optional(),
    whmcsServiceIds: z.array(z.number()).optional(),
    maskedIccid: z.string().optional(),
    errorCode: z.string().optional(),
    errorMessage: z.string().optional(),
    /** Which try this is (X06). */
    generation: z.number().int(),
    correlationId: z.string(),
  })
  .meta({ id: 'FulfillAnswer' })
export type FulfillAnswer = z.infer<typeof FulfillAnswer>

type Told = Exclude<ProvisionOutcome, { state: 'unknown-order' }>
type Facts = Pick<FulfillAnswer, 'sfOrderId' | 'generation' | 'correlationId'>

/** The HTTP status and body for an outcome: 200, 409 without payment method, 502 for an outside failure, 202 not yet. */
export function fulfillAnswer(outcome: Told, facts: Facts): { status: number; body: FulfillAnswer } {
  switch (outcome.state) {
    case 'provisioned': {
      const { billingOrderId: whmcsOrderId, maskedIccid } = outcome
      const whmcsServiceIds = outcome.billingServiceIds.map(Number)
      return {
        status: 200,
        body: { status: 'Provisioned', ...facts, whmcsOrderId, whmcsServiceIds, maskedIccid },
      }
    }
    case 'failed': {
      const { errorCode, errorMessage } = outcome
      const status = { 'payment-method': 409, provider: 502, rule: 422 }[outcome.cause]
      return { status, body: { status: 'Failed', ...facts, errorCode, errorMessage } }
    }
    case 'cancelled':
      return { status: 409, body: { status: 'Cancelled', ...facts, errorCode: 'ORDER_CANCELLED' } }
    case 'activating':
      return { status: 202, body: { status: 'Activating', ...facts } }
  }
}
