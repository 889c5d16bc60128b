import type { ChangeMeRequest, PortalUserBody } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import { recordAudit, setPortalLocale } from '@turnup/store'
import type { Context } from '../context.ts'
import { auditOf } from '../customers/on-behalf.ts'
import { readMe } from '../customers/read-me.ts'
import { personBody } from './person.ts'

/** Keeps what the signed-in customer chooses about themselves: the language of pages and mails. */
export async function changeMe(ctx: Context, { locale }: ChangeMeRequest): Promise<Outcome<PortalUserBody>> {
  const me = await readMe(ctx)
  if (!me.ok || locale === undefined) return me
  const { id } = me.value
  const changed = await ctx.db.transaction().execute(async (transaction) => {
    const user = await setPortalLocale(transaction, id, locale)
    if (!user) return undefined
    await recordAudit(transaction, {
      at: ctx.clock.now(),
      ...auditOf(ctx, id),
      action: 'customer.chose-language',
      subject: { kind: 'customer', id },
      before: { locale: me.value.locale },
      after: { locale },
      correlationId: ctx.correlationId,
    })
    return user
  })
  return changed ? accept(personBody(changed)) : me
}
