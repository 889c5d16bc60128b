import { orderStates } from '@turnup/domain'
import { z } from 'zod'
import { textOf } from '../common.ts'
import { PageCursor } from './lists.ts'
import { ConsoleOrderFilter } from './order-list.ts'

const Reason = textOf(500).describe('Kept in the audit and shown in the timeline.')
const Values = z.record(z.string().max(200), z.json())
const StepName = z.string().min(1).max(200).describe('Key of the step, for example billing.add-order.')

/** How a stuck step goes on (the design's "fix and continue"). */
export const RepairBody = z
  .discriminatedUnion('kind', [
    z
      .object({ kind: z.literal('retry') })
      .describe('Try again; a step whose outcome is unknown looks first.'),
    z
      .object({
        kind: z.literal('change-input'),
        field: z.string().min(1).max(200),
        value: z.json(),
        reason: Reason,
      })
      .describe('Give one field of the input another value, then try again.'),
    z
      .object({ kind: z.literal('adopt'), result: Values, reason: Reason })
      .describe('It happened outside: take over what was found there.'),
    z.object({ kind: z.literal('skip'), reason: Reason }).describe('Go on without it.'),
    z
      .object({ kind: z.literal('replace'), input: Values, reason: Reason })
      .describe('Start over with another input.'),
  ])
  .meta({ id: 'Repair' })
export type RepairBody = z.infer<typeof RepairBody>

export const RepairRequest = z.object({ step: StepName, repair: RepairBody }).meta({
  id: 'RepairRequest',
  examples: [{ step: 'billing.add-order', repair: { kind: 'retry' } }],
})
export type RepairRequest = z.infer<typeof RepairRequest>

export const DecideRequest = z
  .object({ step: StepName, accepted: z.boolean(), reason: textOf(500).optional() })
  .meta({ id: 'DecideRequest', examples: [{ step: 'line.activate:1.1', accepted: true }] })
export type DecideRequest = z.infer<typeof DecideRequest>

export const ConsoleCancelRequest = z
  .object({ reason: Reason })
  .meta({ id: 'ConsoleCancelRequest', examples: [{ reason: 'Customer withdrew by phone' }] })
export type ConsoleCancelRequest = z.infer<typeof ConsoleCancelRequest>

export const NoteRequest = z
  .object({ text: textOf(2_000) })
  .meta({ id: 'NoteRequest', examples: [{ text: 'Spoke with the customer; will add a card today.' }] })
export type NoteRequest = z.infer<typeof NoteRequest>

export const OrderStateBody = z
  .object({ orderId: z.uuid(), state: z.enum(orderStates) })
  .meta({ id: 'OrderState' })

export const FulfilAnswerBody = z
  .object({
    orderId: z.uuid().optional(),
    crmOrderId: z.string(),
    generation: z.int(),
    isNew: z.boolean().describe('false: this request was made before, or fulfilment is under way already.'),
  })
  .meta({ id: 'FulfilAnswer' })
export type FulfilAnswerBody = z.infer<typeof FulfilAnswerBody>

export const mostBulkOrders = 500

export const BulkRepairRequest = z
  .object({
    orderIds: z.array(z.uuid()).min(1).max(mostBulkOrders).optional(),
    filter: ConsoleOrderFilter.optional().describe(
      `The first ${mostBulkOrders} orders of this filter, oldest first.`,
    ),
    cursor: PageCursor.optional(),
    step: StepName.optional().describe('Absent: every failed or unknown step of each order.'),
    repair: RepairBody,
  })
  .refine(
    ({ orderIds, filter }) => (orderIds === undefined) !== (filter === undefined),
    'Name either orderIds or a filter.',
  )
  .meta({
    id: 'BulkRepairRequest',
    examples: [{ filter: { errorCode: 'PRODUCT_UNKNOWN' }, repair: { kind: 'retry' } }],
  })
export type BulkRepairRequest = z.infer<typeof BulkRepairRequest>

export const BulkRepairBody = z
  .object({
    results: z.array(
      z.object({
        orderId: z.uuid(),
        step: z.string().optional(),
        ok: z.boolean(),
        state: z.enum(orderStates).optional(),
        error: z.object({ code: z.string(), message: z.string() }).optional(),
      }),
    ),
    repaired: z.int(),
    refused: z.int(),
    nextCursor: z
      .string()
      .optional()
      .describe('The filter has more orders than were taken now: send the request again with this cursor.'),
  })
  .meta({ id: 'BulkRepairAnswer' })
export type BulkRepairBody = z.infer<typeof BulkRepairBody>
