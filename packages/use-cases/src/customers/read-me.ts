import type { PortalUserBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { readPortalUser } from '@turnup/store'
import { personBody } from '../authentication/person.ts'
import type { Context } from '../context.ts'

/** Who is signed in. Asks no outside system. */
export async function readMe(ctx: Context): Promise<Outcome<PortalUserBody>> {
  const user = ctx.actor.kind === 'customer' ? await readPortalUser(ctx.db, ctx.actor.id) : undefined
  if (!user) return refuse('unauthenticated', 'CREDENTIALS_WRONG', 'Sign in again.')
  return accept(personBody(user))
}
