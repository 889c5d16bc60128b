import type { AuditListBody, AuditQuery } from '@turnup/contracts'
import { accept, type Outcome, redactText } from '@turnup/domain'
import { customerNames, listAudit, operatorNames } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { redact } from './redact.ts'
import { cursorRefusal, instantOf } from './store-filter.ts'

/** Who changed what, newest first. */
export async function listAuditEvents(
  ctx: Context,
  { cursor, limit, from, before, ...filter }: AuditQuery,
): Promise<Outcome<AuditListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const range = { from: instantOf(from), before: instantOf(before) }
  const page = await listAudit(ctx.db, { ...filter, ...range }, { cursor, limit })
  if (!page) return cursorRefusal()
  const operators = page.items.filter((row) => row.actor_kind === 'operator').map((row) => row.actor_id)
  const names = await operatorNames(ctx.db, operators)
  const customers = await customerNames(
    ctx.db,
    page.items.flatMap((row) => row.for_customer_id ?? []),
  )
  const items = page.items.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: names.get(row.actor_id) },
    forCustomer:
      row.for_customer_id === null
        ? undefined
        : { id: row.for_customer_id, name: customers.get(row.for_customer_id) },
    action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id },
    reason: row.reason === null ? undefined : redactText(row.reason),
    before: row.before === null ? undefined : redact(row.before),
    after: row.after === null ? undefined : redact(row.after),
    correlationId: row.correlation_id,
  }))
  return accept({ ...page, items })
}
