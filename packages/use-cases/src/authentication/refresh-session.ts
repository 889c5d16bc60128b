import type { TokenPairBody } from '@turnup/contracts'
import type { Outcome } from '@turnup/domain'
import { readPortalUser } from '@turnup/store'
import type { Context } from '../context.ts'
import { rotateTokens } from './rotate-tokens.ts'

/** A customer's next pair of tokens. Refusals: REFRESH_TOKEN_INVALID, REFRESH_TOKEN_REUSED. */
export async function refreshSession(ctx: Context, refreshToken: string): Promise<Outcome<TokenPairBody>> {
  return rotateTokens(ctx, 'customer', refreshToken, async (queryable, id) => {
    const user = await readPortalUser(queryable, id)
    return user?.state === 'active' ? { kind: 'customer', id } : undefined
  })
}
