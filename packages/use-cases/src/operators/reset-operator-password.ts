import type { OperatorWithPasswordBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { endAllSessions, readOperator, recordAudit, updateOperator } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'
import { operatorBody } from './operator-body.ts'
import { newPasswordFor } from './operator-password.ts'

/** Gives an operator another password and ends their sign-ins. Without one, a password for one use is made. */
export async function resetOperatorPassword(
  ctx: Context,
  operatorId: string,
  chosen: string | undefined,
): Promise<Outcome<OperatorWithPasswordBody>> {
  const asked = await asOperator(ctx, 'administrator')
  if (!asked.ok) return asked
  const operator = await readOperator(ctx.db, operatorId)
  if (!operator) return refuse('not-found', 'OPERATOR_UNKNOWN', 'There is no such operator.')
  const password = await newPasswordFor(operator.email, chosen)
  if (!password.ok) return password
  const { hash, oneTimePassword } = password.value
  const at = ctx.clock.now()
  const isOneTime = oneTimePassword !== undefined
  await ctx.db.transaction().execute(async (transaction) => {
    await updateOperator(transaction, operatorId, { password_hash: hash, one_time_password: isOneTime })
    await endAllSessions(transaction, { kind: 'operator', id: operatorId }, at)
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: asked.value.id },
      action: 'operator.reset-password',
      subject: { kind: 'operator', id: operatorId },
      after: { oneTime: isOneTime },
      correlationId: ctx.correlationId,
    })
  })
  return accept({ operator: operatorBody({ ...operator, one_time_password: isOneTime }), oneTimePassword })
}
