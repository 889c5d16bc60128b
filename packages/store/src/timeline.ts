import type { Json } from '@turnup/domain'
import type { Queryable } from './database.ts'

export interface TimelineRecord {
  orderId: string
  at: Date
  /** 'order.placed', 'step.done', 'mail.sent', ... */
  kind: string
  text: string
  /** 'customer', 'operator:<id>', 'crm', 'turnup' */
  actor: string
  /** Shown to the customer too. */
  public?: boolean
  detail?: Json
}

/** Adds to an order's story; call it in the same transaction as what it tells. */
export async function recordTimeline(queryable: Queryable, records: TimelineRecord[]): Promise<void> {
  if (records.length === 0) return
  await queryable
    .insertInto('timeline_event')
    .values(
      records.map((record) => ({
        order_id: record.orderId,
        at: record.at,
        kind: record.kind,
        text: record.text,
        actor: record.actor,
        public: record.public ?? false,
        detail: record.detail === undefined ? null : JSON.stringify(record.detail),
      })),
    )
    .execute()
}
