import { randomUUID } from 'node:crypto'
import { type Database, newId, type Tables } from '@turnup/store'
import type { Insertable } from 'kysely'

/** Puts an order of a customer of its own into the database. @returns its id */
export async function insertTestOrder(
  db: Database,
  order: Partial<Insertable<Tables['product_order']>> = {},
): Promise<string> {
  const id = newId()
  const customerId = randomUUID()
  const number = `C-${customerId.slice(0, 8)}`
  const now = new Date()
  await db
    .insertInto('portal_user')
    .values({
      id: customerId,
      email: `${customerId}@example.com`,
      password_hash: 'none',
      first_name: 'Ada',
      last_name: 'Moreno',
      company: null,
      phone: null,
      customer_number: number,
      review_reason: null,
    })
    .execute()
  await db
    .insertInto('product_order')
    .values({
      id,
      kind: 'acquisition',
      crm_order_id: null,
      crm_order_number: null,
      opportunity_id: null,
      customer_id: customerId,
      customer_number: number,
      billing_client_id: number,
      crm_account_id: number,
      channel: 'portal',
      idempotency_key: null,
      request_fingerprint: null,
      state: 'pending',
      items: '[]',
      promo_code: null,
      notes: null,
      billing_order_id: null,
      masked_iccid: null,
      error_code: null,
      error_message: null,
      crm_status_reported: null,
      crm_status_due: null,
      correlation_id: randomUUID(),
      created_at: now,
      updated_at: now,
      ...order,
    })
    .execute()
  return id
}
