import { endSessionOfToken } from '@turnup/store'
import type { Context } from '../context.ts'
import { hashToken } from './tokens.ts'

/** Ends the sign-in of this refresh token, a customer's or an operator's. An unknown token is no error. */
export async function logOut(ctx: Context, refreshToken: string): Promise<void> {
  const hash = hashToken(refreshToken)
  await ctx.db.transaction().execute((transaction) => endSessionOfToken(transaction, hash, ctx.clock.now()))
}
