import type { GatewayStatus, TenantState } from '@turnup/domain'
import { makeLive, numberCacheKeys, tenantCacheKeys } from './live.ts'
import type { FusionPbx } from './platform.ts'
import { findDomain, readGatewayRows, readNumberRows, readTenant, writtenNumber } from './read-tenant.ts'
import { tenantUnknown } from './refused.ts'
import { type Switch, withSwitch } from './switch.ts'

type Gateway = TenantState['gateways'][number]

async function statuses(freeswitch: Switch, gateways: Gateway[]): Promise<GatewayStatus[]> {
  const found: GatewayStatus[] = []
  for (const { gatewayId, name } of gateways)
    found.push({ ...(await freeswitch.readGateway(gatewayId)), name })
  return found
}

export async function readGateways(
  { config, deps, database }: FusionPbx,
  tenantId: string,
): Promise<GatewayStatus[]> {
  const operation = 'readGateways'
  const gateways = await database.read(
    { operation, subject: tenantId, request: { tenantId } },
    async (query) => {
      if (!(await findDomain(query, { tenantId }))) throw tenantUnknown(operation)
      return readGatewayRows(query, tenantId)
    },
  )
  return withSwitch(config, deps, (freeswitch) => statuses(freeswitch, gateways))
}

/** Everything of the tenant out of the caches, gateways loaded, and what became of them (R207). */
export async function syncTenant(
  { config, deps, database }: FusionPbx,
  tenantId: string,
): Promise<GatewayStatus[]> {
  const operation = 'syncTenant'
  const { tenant, written } = await database.read(
    { operation, subject: tenantId, request: { tenantId } },
    async (query) => {
      const domain = await findDomain(query, { tenantId })
      if (!domain) throw tenantUnknown(operation)
      const rows = await readNumberRows(query, tenantId)
      return {
        tenant: await readTenant(query, config, domain),
        written: rows.flatMap((row) => [writtenNumber(row), `${row.prefix}${row.national}`, row.national]),
      }
    },
  )
  return withSwitch(config, deps, async (freeswitch) => {
    await makeLive(freeswitch, [...tenantCacheKeys(tenant), ...numberCacheKeys(written)])
    return statuses(freeswitch, tenant.gateways)
  })
}
