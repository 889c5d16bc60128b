import { z } from 'zod'
import { Instant } from '../common.ts'
import { PageCursor, pageLimit, pageOf, RedactedJson } from './lists.ts'

export const AuditEventBody = z
  .object({
    id: z.string(),
    at: Instant,
    actor: z.object({
      kind: z.enum(['customer', 'operator', 'system']),
      id: z.string(),
      name: z.string().optional(),
    }),
    forCustomer: z
      .object({ id: z.string(), name: z.string().optional() })
      .optional()
      .describe('The operator was signed in to the portal for this customer.'),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    reason: z.string().optional(),
    before: RedactedJson.optional(),
    after: RedactedJson.optional(),
    correlationId: z.string(),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEventBody = z.infer<typeof AuditEventBody>

export const AuditQuery = z.object({
  actorId: z.string().max(80).optional(),
  action: z
    .string()
    .max(80)
    .optional()
    .describe('For example order.repair.retry; order.* takes all of a family.'),
  subjectKind: z.string().max(40).optional(),
  subjectId: z.string().max(200).optional(),
  from: Instant.optional(),
  before: Instant.optional(),
  correlationId: z.string().max(100).optional(),
  cursor: PageCursor.optional(),
  limit: pageLimit(200, 50),
})
export type AuditQuery = z.infer<typeof AuditQuery>

export const AuditListBody = pageOf(AuditEventBody).meta({ id: 'AuditList' })
export type AuditListBody = z.infer<typeof AuditListBody>
