import type { JsonObject } from '@turnup/domain'
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
