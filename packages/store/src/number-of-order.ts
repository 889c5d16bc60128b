import type { Queryable } from './database.ts'

/** Frees the numbers that an order held before it took another one. */
export async function dropOtherNumbersOfOrder(
  queryable: Queryable,
  orderId: string,
  keptHoldId: string,
): Promise<void> {
  await queryable
    .deleteFrom('number_hold')
    .where('order_id', '=', orderId)
    .where('id', '<>', keptHoldId)
    .execute()
}
