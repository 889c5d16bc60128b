import type { Context, Services } from '../context.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { submitOrder } from './submit-order.ts'

const soonMs = 5_000

/**
 * Goes on with an order that was written down and never reached the CRM, because its customer did not send it again
 * (law 5): what the engine does when it is given such an order. Orders in any other state are left alone.
 * @returns when to look again, as the engine's handlers do
 */
export async function continuePlacement(services: Services, orderId: string): Promise<{ wakeInMs?: number }> {
  const order = await services.db
    .selectFrom('product_order')
    .select(['customer_id', 'idempotency_key', 'correlation_id'])
    .where('id', '=', orderId)
    .where('kind', '=', 'acquisition')
    .where('state', '=', 'acknowledged')
    .where('idempotency_key', 'is not', null)
    .executeTakeFirst()
  if (!order) return {}
  const actor = { kind: 'system' as const, id: 'placement' }
  const ctx: Context = { ...services, actor, correlationId: order.correlation_id }
  const key = `place-order:${order.customer_id}:${order.idempotency_key}`
  const outcome = await oneAtATime(ctx, key, () => submitOrder(ctx, orderId))
  const again = !outcome.ok && ['unavailable', 'conflict'].includes(outcome.refusal.kind)
  return again ? { wakeInMs: Math.max(soonMs, (outcome.refusal.retryAfterSeconds ?? 0) * 1000) } : {}
}
