import { lock } from './database.ts'
import { tenantIdOf } from './ids.ts'
import { afterCommit, makeLive, numberCacheKeys, tenantCacheKeys } from './live.ts'
import type { FusionPbx } from './platform.ts'
import { findDomain, readNumberRows, readTenant, writtenNumber } from './read-tenant.ts'
import { tablesOfTenants } from './schema.ts'
import { type Switch, withSwitch } from './switch.ts'

const operation = 'removeTenant'

/**
 * Every row with the tenant's id in every table that we may delete from, in one statement, since FusionPBX has no
 * foreign keys that would do it. Before and after it the switch lets go of gateways and caches: before, because a
 * repeat no longer knows them; after, because the switch may have read old rows meanwhile.
 */
export async function removeTenant({ config, deps, database }: FusionPbx, ref: string): Promise<void> {
  const tenantId = tenantIdOf(ref)
  const work = { operation, subject: tenantId, request: { tenantId } }
  const isThere = await database.read({ ...work, operation: 'findTenant' }, (query) =>
    findDomain(query, { tenantId }),
  )
  if (!isThere) return
  await withSwitch(config, deps, async (freeswitch) => {
    const letGo = await database.write(work, async (query) => {
      await lock(query, [`tenant ${tenantId}`])
      const domain = await findDomain(query, { tenantId })
      if (!domain) return undefined
      const tenant = await readTenant(query, config, domain)
      const written = (await readNumberRows(query, tenantId)).flatMap((row) => [
        writtenNumber(row),
        `${row.prefix}${row.national}`,
        row.national,
      ])
      const keys = [...tenantCacheKeys(tenant), ...numberCacheKeys(written)]
      const gatewayIds = tenant.gateways.map(({ gatewayId }) => gatewayId)
      await stop(freeswitch, gatewayIds, keys)
      const deletes = (await tablesOfTenants(query)).map(
        (table, index) => `d${index} as (delete from ${table} where domain_uuid = $1)`,
      )
      await query(`with ${deletes.join(', ')} select 1`, [tenantId])
      return () => stop(freeswitch, gatewayIds, keys)
    })
    if (letGo) await afterCommit(operation, letGo)
  })
}

async function stop(freeswitch: Switch, gatewayIds: string[], keys: string[]): Promise<void> {
  await makeLive(freeswitch, keys)
  for (const gatewayId of gatewayIds) await freeswitch.killGateway(gatewayId)
}
