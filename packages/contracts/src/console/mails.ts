import { z } from 'zod'
import { Instant } from '../common.ts'
import { commaList, PageCursor, pageLimit, pageOf } from './lists.ts'

export const mailStates = ['queued', 'sent', 'failed'] as const

/** Delivery state of one mail (R139); what it says is not shown, since it may hold one-time links. */
export const ConsoleMailBody = z
  .object({
    id: z.string().describe('Message-ID without angle brackets'),
    orderId: z.uuid().optional(),
    template: z.string(),
    locale: z.string(),
    to: z.string(),
    cc: z.array(z.string()),
    state: z.enum(mailStates),
    attemptCount: z.int(),
    lastError: z.string().optional(),
    wakeAt: Instant.optional(),
    createdAt: Instant,
    sentAt: Instant.optional(),
    correlationId: z.string(),
    canResend: z.boolean(),
  })
  .meta({ id: 'ConsoleMail' })
export type ConsoleMailBody = z.infer<typeof ConsoleMailBody>

export const ConsoleMailListQuery = z.object({
  state: commaList(mailStates).optional(),
  template: z.string().max(80).optional(),
  to: z.string().trim().max(254).optional().describe('E-mail address of the recipient.'),
  orderId: z.uuid().optional(),
  createdFrom: Instant.optional(),
  createdBefore: Instant.optional(),
  cursor: PageCursor.optional(),
  limit: pageLimit(200, 50),
})
export type ConsoleMailListQuery = z.infer<typeof ConsoleMailListQuery>

export const ConsoleMailListBody = pageOf(ConsoleMailBody).meta({ id: 'ConsoleMailList' })
export type ConsoleMailListBody = z.infer<typeof ConsoleMailListBody>
