import { accept, type Outcome, refuse } from '@turnup/domain'
import { type Queryable, useRefreshToken } from '@turnup/store'
import type { Context } from '../context.ts'
import { hashToken, issueTokens, type TokenHolder, type TokenPair } from './tokens.ts'

/**
 * Gives a new pair of tokens for a refresh token, which is used up. A token that comes a second time may be in
 * strange hands: its whole sign-in ends.
 * @param findHolder reads the person as they are now; undefined when they may not sign in any more
 */
export async function rotateTokens(
  ctx: Context,
  kind: TokenHolder['kind'],
  refreshToken: string,
  findHolder: (queryable: Queryable, id: string) => Promise<TokenHolder | undefined>,
): Promise<Outcome<TokenPair>> {
  return ctx.db.transaction().execute(async (transaction) => {
    const use = await useRefreshToken(transaction, hashToken(refreshToken), kind, ctx.clock.now())
    if (use.state === 'reused') {
      ctx.log.warn(
        { correlationId: ctx.correlationId, kind, id: use.subject.id },
        'A refresh token was used twice; the sign-in is over.',
      )
      return refuse(
        'unauthenticated',
        'REFRESH_TOKEN_REUSED',
        'This sign-in has ended for your safety. Sign in again.',
      )
    }
    const holder = use.state === 'used-now' ? await findHolder(transaction, use.subject.id) : undefined
    if (use.state === 'unknown' || !holder) {
      return refuse('unauthenticated', 'REFRESH_TOKEN_INVALID', 'This sign-in has ended. Sign in again.')
    }
    return accept(await issueTokens(ctx, transaction, holder, use.familyId))
  })
}
