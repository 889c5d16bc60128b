import { type Outcome, refuse } from '@turnup/domain'
import { loginThrottle } from '../authentication/login-throttle.ts'
import { hashToken } from '../authentication/tokens.ts'
import type { Context } from '../context.ts'

/**
 * Guards the doors of one-time links as those of sign-ins: whoever tries tokens out from one address is made to wait.
 * A good token costs nothing.
 */
export function throttledLink<Value>(
  ctx: Context,
  link: { door: string; token: string; address: string },
  work: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  const source = {
    door: link.door,
    email: hashToken(link.token).toString('base64url'),
    address: link.address,
  }
  const throttle = loginThrottle(ctx.db, source, ctx.clock.now())
  return throttle.attempt(work, ({ code }) => code === 'LINK_INVALID')
}

/** The same for a token that never was, one that was used, and one that is too old. */
export function linkInvalid() {
  const message =
    'This link was used before, was replaced by a newer one, or is too old. Ask us for a new one.'
  return refuse('unprocessable', 'LINK_INVALID', message, { field: 'token' })
}
