import { type JsonObject, ProviderError } from '@turnup/domain'
import {
  type MailName,
  MailTemplateError,
  mailLocaleFor,
  mailNames,
  renderMail,
} from '@turnup/mail-templates'
import { markMailSent, type Tables } from '@turnup/store'
import type { Selectable } from 'kysely'
import type { ExecutorServices } from '../action.ts'
import { traced } from '../call-trace.ts'
import { backoffMs } from '../executor/backoff.ts'

type MailRow = Selectable<Tables['mail_message']>

/** Mails are patient: a relay may be down for a long weekend. */
const patienceMs = 4 * 24 * 60 * 60 * 1000

/**
 * Sends one queued mail. A repeat after a lost answer carries the same Message-ID, which is how mail systems recognise
 * it; SMTP has no other way to look. Calling it for a mail that is sent does nothing.
 */
export async function deliverMail(
  services: ExecutorServices,
  mailId: string,
): Promise<{ wakeInMs?: number }> {
  const row = await services.db
    .selectFrom('mail_message')
    .selectAll()
    .where('id', '=', mailId)
    .executeTakeFirst()
  if (row?.state !== 'queued') return {}
  const now = services.clock.now()
  if (row.wake_at && row.wake_at > now) return { wakeInMs: row.wake_at.getTime() - now.getTime() }
  return traced(row.correlation_id, async () => {
    try {
      await services.ports.mailer.send(compose(services, row))
    } catch (error) {
      return postpone(services, row, error)
    }
    await markMailSent(services.db, row.id, services.clock.now())
    return {}
  })
}

function compose(services: ExecutorServices, row: MailRow) {
  const name = mailNames.find((candidate) => candidate === row.template) as MailName
  const sealed = row.sealed_data
    ? (JSON.parse(services.vault.open(row.sealed_data, `mail:${row.id}`)) as JsonObject)
    : {}
  const rendered = renderMail(name, { ...row.data, ...sealed } as never, {
    locale: mailLocaleFor(row.locale),
    brand: services.policy.brand,
  })
  return {
    messageId: row.id,
    to: { email: row.to_email },
    cc: row.cc,
    correlationId: row.correlation_id,
    ...rendered,
  }
}

async function postpone(
  services: ExecutorServices,
  row: MailRow,
  error: unknown,
): Promise<{ wakeInMs?: number }> {
  const final =
    error instanceof MailTemplateError || (error instanceof ProviderError && error.kind === 'rejected')
  if (!final && !(error instanceof ProviderError)) throw error
  const now = services.clock.now()
  const tooOld = now.getTime() - row.created_at.getTime() > patienceMs
  const delayMs = backoffMs({ ...services.policy.retry, maxDelayMs: 15 * 60_000 }, row.attempt_count)
  const given = final || tooOld
  await services.db
    .updateTable('mail_message')
    .set({
      state: given ? 'failed' : 'queued',
      attempt_count: row.attempt_count + 1,
      last_error: (error as Error).message,
      wake_at: given ? null : new Date(now.getTime() + delayMs),
    })
    .where('id', '=', row.id)
    .where('state', '=', 'queued')
    .execute()
  services.log.warn(
    { mailId: row.id, template: row.template, final: given, correlationId: row.correlation_id },
    'mail not delivered',
  )
  return given ? {} : { wakeInMs: delayMs }
}
