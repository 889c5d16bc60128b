import { setTimeout as pause } from 'node:timers/promises'
import { mailIdFor } from '@turnup/fulfilment'
import {
  countOpenPasswordResets,
  findPortalUserByEmail,
  insertPasswordReset,
  type PortalUserRow,
  queueMail,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { portalUrl } from '../customers/portal-url.ts'
import { loginThrottle } from './login-throttle.ts'
import { hashToken, newToken } from './tokens.ts'

/** Every answer takes at least so long, so that its time does not tell whether a mail was queued. */
const leastTimeMs = 120
/** Strangers at many addresses shall not fill somebody's mailbox. */
const mostOpenLinks = 5

/**
 * Sends a link for one use to the owner of this e-mail address, if there is one. The answer is always the same.
 * Nobody gets more links than five that still work, and no address asks for more than a few in a quarter of an hour.
 */
export async function requestPasswordReset(
  ctx: Context,
  request: { email: string },
  source: { address: string },
): Promise<void> {
  const least = pause(leastTimeMs)
  const email = request.email.trim()
  const throttle = loginThrottle(ctx.db, { door: 'reset', email, address: source.address }, ctx.clock.now())
  if (throttle.waitSeconds() === 0) {
    throttle.failed()
    const user = await findPortalUserByEmail(ctx.db, email)
    if (user && (await mayGetAnother(ctx, user))) await sendLink(ctx, user)
  }
  await least
}

async function mayGetAnother(ctx: Context, user: PortalUserRow): Promise<boolean> {
  return (await countOpenPasswordResets(ctx.db, user.id, ctx.clock.now())) < mostOpenLinks
}

async function sendLink(ctx: Context, user: PortalUserRow): Promise<void> {
  const token = newToken()
  const hash = hashToken(token)
  const at = ctx.clock.now()
  const { passwordResetSeconds } = ctx.policy.tokens
  const mailId = mailIdFor('password-reset', hash.toString('hex').slice(0, 32), ctx.policy)
  // Behind the #, the token reaches no server log on its way.
  const resetUrl = portalUrl(ctx.policy, `/reset-password#token=${token}`)
  await ctx.db.transaction().execute(async (transaction) => {
    await insertPasswordReset(transaction, {
      hash,
      customerId: user.id,
      expiresAt: new Date(at.getTime() + passwordResetSeconds * 1000),
    })
    await queueMail(transaction, {
      id: mailId,
      template: 'password-reset',
      locale: user.locale,
      to: user.email,
      data: {
        customerName: `${user.first_name} ${user.last_name}`,
        validMinutes: Math.max(1, Math.floor(passwordResetSeconds / 60)),
        correlationId: ctx.correlationId,
      },
      sealedData: ctx.vault.seal(JSON.stringify({ resetUrl }), `mail:${mailId}`),
      customerId: user.id,
      correlationId: ctx.correlationId,
      at,
    })
  })
  // Not waited for: the engine's answer would take longer than the least time and tell what must not be told.
  void deliverSoon(ctx, mailId)
}
