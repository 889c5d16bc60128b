import type { ChangeOwnPasswordRequest, OperatorBody, TokenPairBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { endAllSessions, readOperator, recordAudit, updateOperator } from '@turnup/store'
import { logOut } from '../authentication/log-out.ts'
import { verifyPassword } from '../authentication/password-hash.ts'
import { rotateTokens } from '../authentication/rotate-tokens.ts'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'
import { operatorBody } from './operator-body.ts'
import { newPasswordFor } from './operator-password.ts'

/** An operator's next pair of tokens, with the role they have now. */
export async function refreshOperatorSession(
  ctx: Context,
  refreshToken: string,
): Promise<Outcome<TokenPairBody>> {
  return rotateTokens(ctx, 'operator', refreshToken, async (queryable, id) => {
    const operator = await readOperator(queryable, id)
    return operator && !operator.disabled_at ? { kind: 'operator', id, role: operator.role } : undefined
  })
}

/** Ends the sign-in of this refresh token. An unknown token is no error. */
export async function logOutOperator(ctx: Context, refreshToken: string): Promise<Outcome<undefined>> {
  await logOut(ctx, refreshToken)
  return accept(undefined)
}

/** Who is signed in, as the database has them now. */
export async function readOperatorMe(ctx: Context): Promise<Outcome<OperatorBody>> {
  const operator = await asOperator(ctx, 'viewer')
  return operator.ok ? accept(operatorBody(operator.value)) : operator
}

/** Changes one's own password and ends every sign-in, this one too: sign in with the new one. */
export async function changeOwnPassword(
  ctx: Context,
  { currentPassword, newPassword }: ChangeOwnPasswordRequest,
): Promise<Outcome<undefined>> {
  const operator = await asOperator(ctx, 'viewer')
  if (!operator.ok) return operator
  const { id, email, password_hash } = operator.value
  if (!(await verifyPassword(password_hash, currentPassword))) {
    const message = 'Your current password is another one.'
    return refuse('invalid', 'PASSWORD_WRONG', message, { field: 'currentPassword' })
  }
  const chosen = await newPasswordFor(email, newPassword, 'newPassword')
  if (!chosen.ok) return chosen
  const at = ctx.clock.now()
  await ctx.db.transaction().execute(async (transaction) => {
    await updateOperator(transaction, id, { password_hash: chosen.value.hash, one_time_password: false })
    await endAllSessions(transaction, { kind: 'operator', id }, at)
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id },
      action: 'operator.change-own-password',
      subject: { kind: 'operator', id },
      correlationId: ctx.correlationId,
    })
  })
  return accept(undefined)
}
