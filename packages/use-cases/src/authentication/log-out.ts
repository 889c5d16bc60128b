import { endSessionOfToken } from '@turnup/store'
import type { Context } from '../context.ts'
import { hashToken } from './tokens.ts'

/** Ends the sign-in of this refresh token, a customer's or an operator's. An unknown token is no error. */
export async function logOut(ctx: Context, refreshToken: string): Promise<void> {
  await endSessionOfToken(ctx.db, hashToken(refreshToken), ctx.clock.now())
}
