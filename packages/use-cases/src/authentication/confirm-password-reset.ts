import { type PasswordResetConfirmation, passwordProblem } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  endAllSessions,
  findPasswordReset,
  recordAudit,
  setPortalPassword,
  usePasswordReset,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { hashPassword } from './password-hash.ts'
import { hashToken } from './tokens.ts'

/** Sets a new password by the link from the mail and ends every session. Refusals: RESET_LINK_INVALID and the rules. */
export async function confirmPasswordReset(
  ctx: Context,
  request: PasswordResetConfirmation,
): Promise<Outcome<null>> {
  if (request.confirmPassword !== undefined && request.confirmPassword !== request.password) {
    return refuse('invalid', 'PASSWORD_CONFIRMATION_DIFFERS', 'The two passwords differ.', {
      field: 'confirmPassword',
    })
  }
  const hash = hashToken(request.token)
  const at = ctx.clock.now()
  const reset = await findPasswordReset(ctx.db, hash, at)
  if (!reset) return linkInvalid()
  const problem = passwordProblem(request.password, { email: reset.email })
  if (problem) return refuse('invalid', 'PASSWORD_NOT_ALLOWED', problem, { field: 'password' })
  const passwordHash = await hashPassword(request.password)
  return ctx.db.transaction().execute(async (transaction) => {
    const used = await usePasswordReset(transaction, hash, at)
    if (!used) return linkInvalid()
    await setPortalPassword(transaction, used.customerId, passwordHash)
    await endAllSessions(transaction, { kind: 'customer', id: used.customerId }, at)
    await recordAudit(transaction, {
      at,
      actor: { kind: 'customer', id: used.customerId },
      action: 'customer.password-reset',
      subject: { kind: 'customer', id: used.customerId },
      correlationId: ctx.correlationId,
    })
    return accept(null)
  })
}

function linkInvalid() {
  return refuse(
    'unprocessable',
    'RESET_LINK_INVALID',
    'This link was used before or is too old. Ask for a new one.',
    { field: 'token' },
  )
}
