import { type CrmOrder, nextActionFor } from '@turnup/domain'
import { newId, uuidPattern } from '@turnup/store'
import type { Services } from '../context.ts'
import { hideCards } from './hide-cards.ts'

/**
 * Gives an order that was made in the CRM by a person a place here; an order that Turnup placed itself, but whose CRM id
 * never reached it, is recognised by its reference.
 * @returns our order id, or undefined when the account belongs to nobody who signed up
 */
export async function adoptCrmOrder(
  services: Services,
  crmOrder: CrmOrder,
  correlationId: string,
): Promise<string | undefined> {
  return (await linkByReference(services, crmOrder)) ?? (await takeIn(services, crmOrder, correlationId))
}

async function linkByReference({ db, clock }: Services, crmOrder: CrmOrder): Promise<string | undefined> {
  const reference = crmOrder.reference
  if (!reference || !uuidPattern.test(reference)) return undefined
  const row = await db
    .updateTable('product_order')
    .set((eb) => ({
      crm_order_id: crmOrder.crmOrderId,
      opportunity_id: crmOrder.opportunityId ?? null,
      revision: eb('revision', '+', 1),
      updated_at: clock.now(),
    }))
    .where('id', '=', reference)
    // Somebody may have copied an order with its reference to another customer's account.
    .where('crm_account_id', '=', crmOrder.accountId)
    .where((where) =>
      where.or([where('crm_order_id', 'is', null), where('crm_order_id', '=', crmOrder.crmOrderId)]),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

async function takeIn(
  services: Services,
  crmOrder: CrmOrder,
  correlationId: string,
): Promise<string | undefined> {
  const { db, clock } = services
  const mapping = await db
    .selectFrom('customer_mapping')
    .selectAll()
    .where('crm_account_id', '=', crmOrder.accountId)
    .executeTakeFirst()
  if (!mapping) return undefined
  const now = clock.now()
  await db
    .insertInto('product_order')
    .values({
      id: newId(),
      kind: 'acquisition',
      crm_order_id: crmOrder.crmOrderId,
      crm_order_number: crmOrder.orderNumber ?? null,
      opportunity_id: crmOrder.opportunityId ?? null,
      customer_id: mapping.customer_id,
      customer_number: mapping.customer_number,
      billing_client_id: mapping.billing_client_id,
      crm_account_id: mapping.crm_account_id,
      channel: 'crm',
      state: 'pending',
      items: JSON.stringify(hideCards(crmOrder.items).items),
      promo_code: crmOrder.promoCode ?? null,
      notes: crmOrder.notes ?? null,
      next_action: JSON.stringify(nextActionFor({ state: 'pending' }, [])),
      correlation_id: correlationId,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('crm_order_id').doNothing())
    .execute()
  const row = await db
    .selectFrom('product_order')
    .select('id')
    .where('crm_order_id', '=', crmOrder.crmOrderId)
    .executeTakeFirst()
  return row?.id
}
