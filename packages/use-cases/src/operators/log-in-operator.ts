import type { ConsoleLoginRequest, OperatorBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  findOperatorByEmail,
  lockSessions,
  type OperatorRow,
  readOperator,
  recordAudit,
  updateOperator,
} from '@turnup/store'
import type { GiveSession } from '../authentication/give-session.ts'
import { loginThrottle } from '../authentication/login-throttle.ts'
import { verifyPassword } from '../authentication/password-hash.ts'
import type { Context } from '../context.ts'
import { operatorBody } from './operator-body.ts'
import { newPasswordFor } from './operator-password.ts'

/**
 * Signs an operator in. An unknown e-mail gets the same answer, after the same work, as a wrong password. A password
 * for one use is replaced on the way: without `newPassword` the answer is PASSWORD_CHANGE_REQUIRED.
 * @param give what the operator gets: tokens, or a session of a browser
 */
export async function logInOperator<Given>(
  ctx: Context,
  request: ConsoleLoginRequest,
  source: { address: string },
  give: GiveSession<Given>,
): Promise<Outcome<{ operator: OperatorBody } & Given>> {
  const { email } = request
  const throttle = loginThrottle(ctx.db, { door: 'console', email, address: source.address }, ctx.clock.now())
  const recognised = await throttle.attempt(() => recognise(ctx, email, request.password))
  if (!recognised.ok) return recognised
  const operator = recognised.value
  throttle.succeeded()
  if (operator.disabled_at)
    return refuse('forbidden', 'OPERATOR_DISABLED', 'This operator is disabled. Ask an administrator.')
  if (operator.one_time_password) return replaceOneTimePassword(ctx, operator, request, give)
  if (request.newPassword !== undefined) {
    return refuse('invalid', 'PASSWORD_CHANGE_UNEXPECTED', 'Sign in first, then change your password.', {
      field: 'newPassword',
    })
  }
  return openSession(ctx, operator, give)
}

async function recognise(ctx: Context, email: string, password: string): Promise<Outcome<OperatorRow>> {
  const operator = await findOperatorByEmail(ctx.db, email)
  const isRight = await verifyPassword(operator?.password_hash, password)
  return operator && isRight ? accept(operator) : credentialsWrong()
}

function credentialsWrong() {
  return refuse('unauthenticated', 'CREDENTIALS_WRONG', 'E-mail address or password is wrong.')
}

async function replaceOneTimePassword<Given>(
  ctx: Context,
  operator: OperatorRow,
  { password, newPassword }: ConsoleLoginRequest,
  give: GiveSession<Given>,
): Promise<Outcome<{ operator: OperatorBody } & Given>> {
  const at = { field: 'newPassword' }
  if (newPassword === undefined) {
    const message = 'This password is for one use. Choose one of your own and send it as newPassword.'
    return refuse('conflict', 'PASSWORD_CHANGE_REQUIRED', message, at)
  }
  if (newPassword === password)
    return refuse('invalid', 'PASSWORD_WEAK', 'Choose another password than the one for one use.', at)
  const chosen = await newPasswordFor(operator.email, newPassword, 'newPassword')
  if (!chosen.ok) return chosen
  return openSession(ctx, operator, give, chosen.value.hash)
}

/** A password that was changed, and an operator who was disabled, while it was being compared open nothing. */
async function openSession<Given>(
  ctx: Context,
  operator: OperatorRow,
  give: GiveSession<Given>,
  newHash?: string,
): Promise<Outcome<{ operator: OperatorBody } & Given>> {
  const { id } = operator
  return ctx.db.transaction().execute(async (transaction) => {
    await lockSessions(transaction, { kind: 'operator', id })
    const current = await readOperator(transaction, id)
    if (current?.password_hash !== operator.password_hash || current.disabled_at) return credentialsWrong()
    const { role } = current
    const replaced = newHash === undefined ? {} : { password_hash: newHash, one_time_password: false }
    if (newHash !== undefined) await updateOperator(transaction, id, replaced)
    await recordAudit(transaction, {
      at: ctx.clock.now(),
      actor: { kind: 'operator', id },
      action: newHash === undefined ? 'operator.sign-in' : 'operator.replace-one-time-password',
      subject: { kind: 'operator', id },
      correlationId: ctx.correlationId,
    })
    const given = await give(ctx, transaction, { kind: 'operator', id, role })
    return accept({ operator: operatorBody({ ...current, ...replaced }), ...given })
  })
}
