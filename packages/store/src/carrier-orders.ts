import type { CallbackHint } from '@turnup/domain'
import { finalOrderStates } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/** The unfinished orders whose steps bought this number or asked for this verification, at most a handful. */
export async function findOrdersOfHint(
  queryable: Queryable,
  providerId: string,
  hint: CallbackHint,
): Promise<string[]> {
  const [action, path, id] =
    hint.about === 'order'
      ? ['number.order', 'orderId', hint.orderId]
      : ['registration.request-verification', 'verificationId', hint.verificationId]
  const rows = await queryable
    .selectFrom('order_step as step')
    .innerJoin('product_order as o', 'o.id', 'step.order_id')
    .select('o.id')
    .distinct()
    .where('step.action', '=', sql.lit(action))
    .where(sql`step.result ->> ${sql.lit(path)}`, '=', id)
    .where(sql`step.input ->> 'providerId'`, '=', providerId)
    .where('o.state', 'not in', [...finalOrderStates])
    .limit(10)
    .execute()
  return rows.map((row) => row.id)
}
