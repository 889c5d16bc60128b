import type { ConsoleMailBody, ConsoleMailListBody, ConsoleMailListQuery } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { listMails, readMail, recordAudit, recordTimeline, requeueFailedMail } from '@turnup/store'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { asOperator } from '../operators/as-operator.ts'
import { mailBody } from './order-parts.ts'
import { cursorRefusal, instantOf } from './store-filter.ts'

/** Mails by delivery state, failed ones first (R139). */
export async function listConsoleMails(
  ctx: Context,
  { cursor, limit, state, createdFrom, createdBefore, ...filter }: ConsoleMailListQuery,
): Promise<Outcome<ConsoleMailListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const range = { createdFrom: instantOf(createdFrom), createdBefore: instantOf(createdBefore) }
  const page = await listMails(ctx.db, { ...filter, ...range, states: state }, { cursor, limit })
  if (!page) return cursorRefusal()
  return accept({ ...page, items: page.items.map((row) => mailBody(row, asked.value.role)) })
}

/** Sends a mail that failed once more, under the same Message-ID, to the address it was for. */
export async function resendMail(ctx: Context, mailId: string): Promise<Outcome<ConsoleMailBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const { id: operatorId, role } = asked.value
  const at = ctx.clock.now()
  const outcome = await ctx.db
    .transaction()
    .execute(async (transaction): Promise<Outcome<ConsoleMailBody>> => {
      const before = await readMail(transaction, mailId)
      if (!before) return refuse('not-found', 'MAIL_UNKNOWN', 'There is no such mail.')
      if (!(await requeueFailedMail(transaction, mailId, at))) {
        const message = `This mail is ${before.state}; only mails that failed are sent again.`
        return refuse('conflict', 'MAIL_NOT_FAILED', message)
      }
      if (before.order_id) {
        const text = `Mail queued again: ${before.template}`
        const actor = `operator:${operatorId}`
        await recordTimeline(transaction, [
          { orderId: before.order_id, at, kind: 'mail.resent', text, actor },
        ])
      }
      await recordAudit(transaction, {
        at,
        actor: { kind: 'operator', id: operatorId },
        action: 'mail.resend',
        subject: { kind: 'mail', id: mailId },
        before: { state: before.state, attempts: before.attempt_count },
        after: { state: 'queued', attempts: 0 },
        correlationId: ctx.correlationId,
      })
      const after = await readMail(transaction, mailId)
      return accept(mailBody(after ?? before, role))
    })
  if (outcome.ok) await deliverSoon(ctx, mailId)
  return outcome
}
