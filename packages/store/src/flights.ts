import type { Queryable } from './database.ts'

export interface Flight {
  key: string
  orderId: string
  stepKey: string
  expiresAt: Date
}

/**
 * Takes the one place there is for this key. Taking it again for the same step extends it.
 * @returns false while another step holds it and its time is not up
 */
export async function takeFlight(queryable: Queryable, flight: Flight, now: Date): Promise<boolean> {
  const row = await queryable
    .insertInto('flight')
    .values({
      key: flight.key,
      order_id: flight.orderId,
      step_key: flight.stepKey,
      expires_at: flight.expiresAt,
    })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ order_id: flight.orderId, step_key: flight.stepKey, expires_at: flight.expiresAt })
        .where((where) =>
          where.or([
            where('flight.expires_at', '<', now),
            where.and([
              where('flight.order_id', '=', flight.orderId),
              where('flight.step_key', '=', flight.stepKey),
            ]),
          ]),
        ),
    )
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

export async function leaveFlight(
  queryable: Queryable,
  flight: Pick<Flight, 'key' | 'orderId' | 'stepKey'>,
): Promise<void> {
  await queryable
    .deleteFrom('flight')
    .where('key', '=', flight.key)
    .where('order_id', '=', flight.orderId)
    .where('step_key', '=', flight.stepKey)
    .execute()
}
