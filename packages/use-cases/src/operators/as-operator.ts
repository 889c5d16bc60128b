import { accept, type Outcome, refuse } from '@turnup/domain'
import { type OperatorRole, type OperatorRow, type Queryable, readOperator } from '@turnup/store'
import type { Context } from '../context.ts'

/** Each role may do what the ones before it may. */
const rank: Record<OperatorRole, number> = { viewer: 0, operator: 1, administrator: 2 }

export function hasRole(role: OperatorRole, minimum: OperatorRole): boolean {
  return rank[role] >= rank[minimum]
}

/**
 * The operator who asks, as the database has them now: somebody who was disabled or given a lower role a moment ago
 * does not act on the strength of an older access token (R149).
 */
export async function asOperator(
  ctx: Context,
  minimum: OperatorRole,
  queryable: Queryable = ctx.db,
): Promise<Outcome<OperatorRow>> {
  if (ctx.actor.kind !== 'operator')
    return refuse('forbidden', 'OPERATORS_ONLY', 'This part is for operators of the console.')
  const operator = await readOperator(queryable, ctx.actor.id)
  if (!operator || operator.disabled_at)
    return refuse('unauthenticated', 'OPERATOR_DISABLED', 'This operator may not sign in any more.')
  if (!hasRole(operator.role, minimum)) {
    return refuse('forbidden', 'ROLE_TOO_LOW', `This needs the role ${minimum}; yours is ${operator.role}.`)
  }
  return accept(operator)
}
