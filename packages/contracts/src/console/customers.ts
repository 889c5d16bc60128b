import { z } from 'zod'
import { Instant } from '../common.ts'
import { PageCursor, pageLimit, pageOf, QueryFlag } from './lists.ts'
import { ConsoleOrderSummaryBody } from './order-list.ts'

export const ConsoleCustomerSummaryBody = z
  .object({
    id: z.uuid(),
    number: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    company: z.string().optional(),
    state: z.enum(['registering', 'active']),
    reviewReason: z.string().optional().describe('Why customer service should look at this user (R030).'),
    createdAt: Instant,
  })
  .meta({ id: 'ConsoleCustomerSummary' })
export type ConsoleCustomerSummaryBody = z.infer<typeof ConsoleCustomerSummaryBody>

export const ConsoleCustomerQuery = z.object({
  query: z
    .string()
    .trim()
    .min(1)
    .max(254)
    .optional()
    .describe(
      'Customer number, billing client id, CRM account id, or the beginning of an e-mail address or last name.',
    ),
  needsReview: QueryFlag.optional(),
  cursor: PageCursor.optional(),
  limit: pageLimit(200, 50),
})
export type ConsoleCustomerQuery = z.infer<typeof ConsoleCustomerQuery>

export const ConsoleCustomerListBody = pageOf(ConsoleCustomerSummaryBody).meta({ id: 'ConsoleCustomerList' })
export type ConsoleCustomerListBody = z.infer<typeof ConsoleCustomerListBody>

export const ConsoleCustomerBody = ConsoleCustomerSummaryBody.extend({
  phone: z.string().optional(),
  locale: z.string(),
  activatedAt: Instant.optional(),
  mapping: z
    .object({ billingClientId: z.string(), crmAccountId: z.string(), createdAt: Instant })
    .optional()
    .describe('Absent until the registration is complete (R034).'),
  orders: z.array(ConsoleOrderSummaryBody).describe('The newest 20; the rest through the order list.'),
}).meta({ id: 'ConsoleCustomer' })
export type ConsoleCustomerBody = z.infer<typeof ConsoleCustomerBody>
