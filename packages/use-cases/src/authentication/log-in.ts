import type { LoginRequest, PortalUserBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { findPortalUserByEmail, lockSessions, type PortalUserRow, readPortalUser } from '@turnup/store'
import type { Context } from '../context.ts'
import type { GiveSession } from './give-session.ts'
import { loginThrottle } from './login-throttle.ts'
import { verifyPassword } from './password-hash.ts'
import { personBody } from './person.ts'

/**
 * Signs a customer in. An unknown e-mail gets the same answer, after the same work, as a wrong password.
 * @param give what the customer gets: tokens, or a session of a browser
 */
export async function logIn<Given>(
  ctx: Context,
  request: LoginRequest,
  source: { address: string },
  give: GiveSession<Given>,
): Promise<Outcome<{ user: PortalUserBody } & Given>> {
  const email = request.email.trim()
  const throttle = loginThrottle(ctx.db, { door: 'portal', email, address: source.address }, ctx.clock.now())
  const recognised = await throttle.attempt(() => recognise(ctx, email, request.password))
  if (!recognised.ok) return recognised
  throttle.succeeded()
  if (recognised.value.state !== 'active') {
    return refuse(
      'conflict',
      'REGISTRATION_UNFINISHED',
      'Your registration is not complete. Send the sign-up form again with the same e-mail and password.',
    )
  }
  return openSession(ctx, recognised.value, give)
}

async function recognise(ctx: Context, email: string, password: string): Promise<Outcome<PortalUserRow>> {
  const user = await findPortalUserByEmail(ctx.db, email)
  const isRight = await verifyPassword(user?.password_hash, password)
  return user && isRight ? accept(user) : credentialsWrong()
}

/** A password that was changed while it was being compared opens nothing any more. */
async function openSession<Given>(
  ctx: Context,
  user: PortalUserRow,
  give: GiveSession<Given>,
): Promise<Outcome<{ user: PortalUserBody } & Given>> {
  const holder = { kind: 'customer', id: user.id } as const
  return ctx.db.transaction().execute(async (transaction) => {
    await lockSessions(transaction, holder)
    const current = await readPortalUser(transaction, user.id)
    if (current?.password_hash !== user.password_hash) return credentialsWrong()
    return accept({ user: personBody(current), ...(await give(ctx, transaction, holder)) })
  })
}

function credentialsWrong() {
  return refuse('unauthenticated', 'CREDENTIALS_WRONG', 'E-mail address or password is wrong.')
}
