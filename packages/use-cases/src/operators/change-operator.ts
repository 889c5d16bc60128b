import type { ChangeOperatorRequest, OperatorBody } from '@turnup/contracts'
import { accept, type JsonObject, type Outcome, refuse } from '@turnup/domain'
import {
  endAllSessions,
  lockActiveAdministrators,
  type OperatorRow,
  readOperator,
  recordAudit,
  updateOperator,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'
import { operatorBody } from './operator-body.ts'

/**
 * Gives an operator another role or name. Another role ends every sign-in, so that nothing goes on under the old one.
 * The last administrator keeps the role.
 */
export async function changeOperator(
  ctx: Context,
  operatorId: string,
  { role, name, reason }: ChangeOperatorRequest,
): Promise<Outcome<OperatorBody>> {
  return changeOne(ctx, operatorId, {
    action: 'operator.change',
    reason,
    removesAdministrator: role !== undefined && role !== 'administrator',
    endsSessions: (before) => role !== undefined && role !== before.role,
    change: (row) => ({ role: role ?? row.role, name: name ?? row.name }),
  })
}

/** Ends an operator's access: every sign-in is over at once, orders and audit keep their name. */
export async function disableOperator(
  ctx: Context,
  operatorId: string,
  reason: string,
): Promise<Outcome<OperatorBody>> {
  return changeOne(ctx, operatorId, {
    action: 'operator.disable',
    reason,
    removesAdministrator: true,
    endsSessions: () => true,
    change: (row) => ({ disabled_at: row.disabled_at ?? ctx.clock.now() }),
  })
}

/** Lets a disabled operator sign in again, with the password they had. */
export async function enableOperator(ctx: Context, operatorId: string): Promise<Outcome<OperatorBody>> {
  return changeOne(ctx, operatorId, { action: 'operator.enable', change: () => ({ disabled_at: null }) })
}

interface OneChange {
  action: string
  reason?: string
  removesAdministrator?: boolean
  endsSessions?(before: OperatorRow): boolean
  change(row: OperatorRow): Partial<Pick<OperatorRow, 'role' | 'name' | 'disabled_at'>>
}

async function changeOne(ctx: Context, operatorId: string, one: OneChange): Promise<Outcome<OperatorBody>> {
  const at = ctx.clock.now()
  return ctx.db.transaction().execute(async (transaction) => {
    // First, so that two administrators who remove each other come one after the other.
    const administrators = await lockActiveAdministrators(transaction)
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const before = await readOperator(transaction, operatorId)
    if (!before) return refuse('not-found', 'OPERATOR_UNKNOWN', 'There is no such operator.')
    if (one.removesAdministrator && administrators.length === 1 && administrators[0] === operatorId) {
      const message = 'This is the last administrator. Make somebody else administrator first.'
      return refuse('conflict', 'LAST_ADMINISTRATOR', message)
    }
    const change = one.change(before)
    const after = { ...before, ...change }
    if (facts(after) === facts(before)) return accept(operatorBody(before))
    await updateOperator(transaction, operatorId, change)
    if (one.endsSessions?.(before))
      await endAllSessions(transaction, { kind: 'operator', id: operatorId }, at)
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: asked.value.id },
      action: one.action,
      subject: { kind: 'operator', id: operatorId },
      reason: one.reason,
      before: auditedFacts(before),
      after: auditedFacts(after),
      correlationId: ctx.correlationId,
    })
    return accept(operatorBody(after))
  })
}

function auditedFacts({ role, name, disabled_at }: OperatorRow): JsonObject {
  return { role, name, disabledAt: disabled_at?.toISOString() ?? null }
}

function facts(row: OperatorRow): string {
  return JSON.stringify(auditedFacts(row))
}
