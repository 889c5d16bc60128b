import type { JsonObject } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export interface QueuedMail {
  /** Our Message-ID without brackets, derived from what the mail is about: queueing it twice is one mail. */
  id: string
  template: string
  locale: string
  to: string
  cc?: string[]
  /** The template's data, except what is sealed. */
  data: JsonObject
  /** More template data, as JSON, that must not be readable here (a one-time link); sealed under `mail:<id>`. */
  sealedData?: Buffer
  orderId?: string
  customerId?: string
  correlationId: string
  at: Date
}

/** Puts a mail into the outbox; the engine delivers it. Queueing the same id again changes nothing. */
export async function queueMail(queryable: Queryable, mail: QueuedMail): Promise<void> {
  await queryable
    .insertInto('mail_message')
    .values({
      id: mail.id,
      order_id: mail.orderId ?? null,
      customer_id: mail.customerId ?? null,
      template: mail.template,
      locale: mail.locale,
      to_email: mail.to,
      cc: mail.cc ?? [],
      data: JSON.stringify(mail.data),
      sealed_data: mail.sealedData ?? null,
      wake_at: mail.at,
      correlation_id: mail.correlationId,
      created_at: mail.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Closes a mail that was handed over, erases what was sealed in it, and tells it in its order's story; all at once. */
export async function markMailSent(queryable: Queryable, mailId: string, at: Date): Promise<void> {
  await sql`
    with sent as (
      update mail_message set state = 'sent', sent_at = ${at}, sealed_data = null, wake_at = null, last_error = null,
        attempt_count = attempt_count + 1
      where id = ${mailId}
      returning order_id, template
    )
    insert into timeline_event (order_id, at, kind, text, actor, public)
    select order_id, ${at}, 'mail.sent', 'Mail sent: ' || template, 'turnup', true
    from sent where order_id is not null`.execute(queryable)
}
