import { orderStates } from '@turnup/domain'
import { z } from 'zod'
import { Instant } from '../common.ts'
import { commaList, commaTexts, PageCursor, pageLimit, pageOf, QueryFlag } from './lists.ts'

export const orderKinds = ['acquisition', 'esim-reissue', 'top-up'] as const
export const actorsOfOrders = [
  'customer',
  'reviewer',
  'operator',
  'administrator',
  'turnup',
  'provider',
] as const
export const orderSorts = ['created', '-created', 'updated', '-updated', 'due'] as const

const filterShape = {
  state: commaList(orderStates).optional(),
  kind: commaList(orderKinds).optional(),
  errorCode: commaTexts('Cause of fallout, for example PAYMENT_METHOD_MISSING.').optional(),
  who: commaList(actorsOfOrders).optional().describe('Who has to act.'),
  connector: z
    .string()
    .max(40)
    .optional()
    .describe('Orders with a step that this outside system holds up, for example whmcs.'),
  customer: z.string().trim().min(1).max(254).optional().describe('Customer number or e-mail address.'),
  text: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .describe('Our order id, the CRM order id or number (its beginning or end), or the billing order id.'),
  createdFrom: Instant.optional(),
  createdBefore: Instant.optional(),
  updatedFrom: Instant.optional(),
  updatedBefore: Instant.optional(),
  overdue: QueryFlag.optional().describe('true: only orders whose next action is past its deadline.'),
}

/** The same filter in the address of a list and in the body of a bulk repair. */
export const ConsoleOrderFilter = z.object(filterShape)
export type ConsoleOrderFilter = z.infer<typeof ConsoleOrderFilter>

export const ConsoleOrderListQuery = z.object({
  ...filterShape,
  sort: z
    .enum(orderSorts)
    .default('-created')
    .describe('A minus means newest first; due: nearest deadline first.'),
  cursor: PageCursor.optional(),
  limit: pageLimit(200, 50),
})
export type ConsoleOrderListQuery = z.infer<typeof ConsoleOrderListQuery>

export const NextActionBody = z
  .object({
    who: z.enum(actorsOfOrders),
    why: z.string(),
    step: z.string().optional(),
    actions: z.array(z.string()),
    by: z.string().optional().describe('Deadline, ISO instant'),
    since: z.string().optional().describe('Waited for since, ISO instant'),
  })
  .meta({ id: 'NextAction' })

/** One line of the order list (R145, R197 to R199). */
export const ConsoleOrderSummaryBody = z
  .object({
    id: z.uuid(),
    crmOrderId: z.string().optional(),
    orderNumber: z.string().optional(),
    kind: z.enum(orderKinds),
    state: z.enum(orderStates),
    generation: z.int(),
    channel: z.string().describe('Where it came from: portal, crm, console, api.'),
    customer: z.object({
      number: z.string(),
      name: z.string(),
      company: z.string().optional(),
      email: z.string(),
    }),
    items: z.array(z.object({ sku: z.string(), name: z.string(), quantity: z.int() })),
    billingOrderId: z.string().optional(),
    maskedIccid: z.string().optional(),
    providers: z
      .array(z.string())
      .describe(
        'Outside systems that deliver it, by connector, without CRM, billing and mail; empty before a plan.',
      ),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
    nextAction: NextActionBody.optional(),
    overdue: z.boolean(),
    wakeAt: Instant.optional().describe('When the engine looks again.'),
    createdAt: Instant,
    updatedAt: Instant,
    finishedAt: Instant.optional(),
  })
  .meta({ id: 'ConsoleOrderSummary' })
export type ConsoleOrderSummaryBody = z.infer<typeof ConsoleOrderSummaryBody>

export const ConsoleOrderListBody = pageOf(ConsoleOrderSummaryBody).meta({ id: 'ConsoleOrderList' })
export type ConsoleOrderListBody = z.infer<typeof ConsoleOrderListBody>

const counted = z.object({ key: z.string(), count: z.int() })

export const ConsoleOrderCountsBody = z
  .object({
    byState: z.array(counted),
    byCause: z
      .array(counted)
      .describe('Orders that are not finished, by fallout cause, most frequent first.'),
    byActor: z.array(counted).describe('Orders that are not finished, by who has to act.'),
    overdue: z.int(),
  })
  .meta({ id: 'ConsoleOrderCounts' })
export type ConsoleOrderCountsBody = z.infer<typeof ConsoleOrderCountsBody>
