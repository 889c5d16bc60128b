import type { LoginRequest, SessionBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { findPortalUserByEmail } from '@turnup/store'
import type { Context } from '../context.ts'
import { loginThrottle } from './login-throttle.ts'
import { verifyPassword } from './password-hash.ts'
import { personBody } from './person.ts'
import { issueTokens } from './tokens.ts'

/** Signs a customer in. An unknown e-mail gets the same answer, after the same work, as a wrong password. */
export async function logIn(
  ctx: Context,
  request: LoginRequest,
  source: { address: string },
): Promise<Outcome<SessionBody>> {
  const email = request.email.trim()
  const throttle = loginThrottle(ctx.db, { door: 'portal', email, address: source.address }, ctx.clock.now())
  const wait = throttle.waitSeconds()
  if (wait > 0) {
    return refuse('too-many-requests', 'TOO_MANY_ATTEMPTS', 'Too many attempts. Wait before you try again.', {
      retryAfterSeconds: wait,
    })
  }
  const user = await findPortalUserByEmail(ctx.db, email)
  if (!(await verifyPassword(user?.password_hash, request.password)) || !user) {
    throttle.failed()
    return refuse('unauthenticated', 'CREDENTIALS_WRONG', 'E-mail address or password is wrong.')
  }
  throttle.succeeded()
  if (user.state !== 'active') {
    return refuse(
      'conflict',
      'REGISTRATION_UNFINISHED',
      'Your registration is not complete. Send the sign-up form again with the same e-mail and password.',
    )
  }
  const tokens = await issueTokens(ctx, ctx.db, { kind: 'customer', id: user.id })
  return accept({ user: personBody(user), ...tokens })
}
