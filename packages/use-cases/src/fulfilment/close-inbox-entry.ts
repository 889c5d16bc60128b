import type { Queryable } from '@turnup/store'

/** Marks a request as handled: 'started' or 'refused:<CODE>'. */
export async function closeInboxEntry(
  queryable: Queryable,
  entry: { crm_order_id: string; generation: number },
  result: string,
  at: Date,
): Promise<void> {
  await queryable
    .updateTable('inbox')
    .set({ handled_at: at, result })
    .where('crm_order_id', '=', entry.crm_order_id)
    .where('generation', '=', entry.generation)
    .where('handled_at', 'is', null)
    .execute()
}
