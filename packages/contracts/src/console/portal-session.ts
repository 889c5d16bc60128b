import { z } from 'zod'
import { textOf } from '../common.ts'

/** Signs the operator's browser in to the portal for a customer (R166). Every audit names the operator. */
export const OpenPortalSessionRequest = z
  .object({
    purpose: z.enum(['order', 'act-as']).describe("order: to place an order on the customer's behalf."),
    reason: textOf(500),
  })
  .meta({ id: 'OpenPortalSessionRequest', examples: [{ purpose: 'order', reason: 'Ordered by telephone' }] })
export type OpenPortalSessionRequest = z.infer<typeof OpenPortalSessionRequest>
