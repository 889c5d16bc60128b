import type { GatewayStatusBody } from '@turnup/contracts'
import { accept, type Outcome, pbxKeys, refuse } from '@turnup/domain'
import { recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { orRefusedByCarrier } from './carrier-answer.ts'
import { askPbxOrder, resultOf } from './pbx-order.ts'

/** "Sync from FusionPBX" (R207): makes the tenant live again and says how its gateways are doing. Safe at any time. */
export async function syncGatewaysOfOrder(ctx: Context, named: string): Promise<Outcome<GatewayStatusBody>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const tenantId = resultOf(work, pbxKeys.createTenant, 'tenantId')
  if (tenantId === undefined) return refuse('conflict', 'NO_TENANT', 'The order has no tenant yet.')
  await recordAudit(ctx.db, {
    at: ctx.clock.now(),
    actor: { kind: 'operator', id: operator.id },
    action: 'order.sync-gateways',
    subject: { kind: 'order', id: work.head.id },
    correlationId: ctx.correlationId,
  })
  return orRefusedByCarrier(async () => accept({ gateways: await ctx.ports.voice.syncTenant(tenantId) }))
}
