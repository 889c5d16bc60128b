import type { Json } from '@turnup/domain'
import type { Queryable } from './database.ts'

export interface AuditRecord {
  at: Date
  actor: { kind: 'customer' | 'operator' | 'system'; id: string }
  /** The customer for whom an operator acted in the portal. */
  forCustomerId?: string
  action: string
  subject: { kind: string; id: string }
  reason?: string
  before?: Json
  after?: Json
  correlationId: string
}

/** Writes one change by a person; call it in the same transaction as the change. */
export async function recordAudit(queryable: Queryable, record: AuditRecord): Promise<void> {
  await queryable
    .insertInto('audit_event')
    .values({
      at: record.at,
      actor_kind: record.actor.kind,
      actor_id: record.actor.id,
      action: record.action,
      subject_kind: record.subject.kind,
      subject_id: record.subject.id,
      reason: record.reason ?? null,
      before: record.before === undefined ? null : JSON.stringify(record.before),
      after: record.after === undefined ? null : JSON.stringify(record.after),
      correlation_id: record.correlationId,
      for_customer_id: record.forCustomerId ?? null,
    })
    .execute()
}
