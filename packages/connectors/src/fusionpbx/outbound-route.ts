import type { OutboundRoute } from '@turnup/domain'
import { outboundApp } from './apps.ts'
import { type Dialplan, type DialplanLine, dialplanRows, variable } from './dialplan-xml.ts'
import { partIdOf } from './ids.ts'
import type { Row } from './schema.ts'

/** Marks the direction of the call before anything else looks at it; FusionPBX writes it for every route too. */
export const markerName = 'call_direction-outbound'
/** Causes after which the next route is tried. */
const goOnAfter = '1,2,3,6,18,21,27,28,31,34,38,41,42,44,58,88,111,403,501,602,607,809'

const notLocal: DialplanLine = { condition: variable('user_exists'), expression: 'false' }
const markOutbound: DialplanLine = { action: 'export', data: 'call_direction=outbound', inline: true }
const set = (data: string): DialplanLine => ({ action: 'set', data })

/** The two dialplans of an outbound route: the mark of direction and the bridge to the gateway. */
export function outboundRows(
  tenant: { tenantId: string; domain: string },
  route: OutboundRoute,
  gatewayId: string,
): { dialplans: Row[]; details: Row[] } {
  const { tenantId, domain } = tenant
  const dialled: DialplanLine = { condition: 'destination_number', expression: route.pattern }
  const common = { domainId: tenantId, appId: outboundApp, context: domain, description: route.name }
  const marker: Dialplan = {
    ...common,
    dialplanId: partIdOf(tenantId, `outbound mark ${route.key}`),
    name: `${markerName}.${route.key}`,
    continues: true,
    order: 22,
    lines: [notLocal, { condition: variable('call_direction'), expression: '^$' }, dialled, markOutbound],
  }
  const bridge: Dialplan = {
    ...common,
    dialplanId: partIdOf(tenantId, `outbound ${route.key}`),
    name: route.name,
    continues: false,
    order: route.order ?? 100,
    lines: [
      notLocal,
      dialled,
      markOutbound,
      { action: 'unset', data: 'call_timeout' },
      set('hangup_after_bridge=true'),
      set(`effective_caller_id_name=${variable('outbound_caller_id_name')}`),
      set(`effective_caller_id_number=${variable('outbound_caller_id_number')}`),
      set('inherit_codec=true'),
      set('ignore_display_updates=true'),
      set('callee_id_number=$1'),
      set(`continue_on_fail=${goOnAfter}`),
      { action: 'bridge', data: `sofia/gateway/${gatewayId}/${route.prefix ?? ''}$1` },
    ],
  }
  const rows = [marker, bridge].map(dialplanRows)
  return { dialplans: rows.map(({ dialplan }) => dialplan), details: rows.flatMap(({ details }) => details) }
}
