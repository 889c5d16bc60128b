import type { ConnectorDeps, VoicePlatform } from '@turnup/domain'
import * as passwords from './admin-password.ts'
import { checkFusionPbx } from './check.ts'
import { FusionPbxConfig } from './config.ts'
import { createTenant } from './create-tenant.ts'
import { openDatabase, type Query } from './database.ts'
import { readGateways, syncTenant } from './gateways.ts'
import { tenantIdOf } from './ids.ts'
import * as numbers from './numbers.ts'
import { createPlatform } from './platform.ts'
import { findDomain, readTenant } from './read-tenant.ts'
import { removeTenant } from './remove-tenant.ts'

export { FusionPbxConfig } from './config.ts'

export const manifest = { id: 'fusionpbx', role: 'voice', Config: FusionPbxConfig } as const

/** A platform with database connections to let go of. */
export interface FusionPbxVoice extends VoicePlatform {
  close(): void
}

/** FusionPBX by its PostgreSQL and FreeSWITCH's event socket; every method throws ProviderError and nothing else. */
export function createFusionPbxVoice(config: FusionPbxConfig, deps: ConnectorDeps): FusionPbxVoice {
  const database = openDatabase(config, deps)
  const pbx = createPlatform(config, deps, database)

  async function read(operation: string, by: { tenantId: string } | { domain: string }) {
    const work = { operation, subject: 'tenantId' in by ? by.tenantId : by.domain, request: by }
    return database.read(work, async (query: Query) => {
      const domain = await findDomain(query, by)
      return domain && readTenant(query, config, domain)
    })
  }

  return {
    server: {
      name: config.serverName,
      baseDomain: config.baseDomain,
      allowsSuperadmin: config.allowSuperadmin,
    },
    check: () => checkFusionPbx(pbx),

    async isDomainFree(domain) {
      const work = { operation: 'isDomainFree', subject: domain, request: { domain } }
      return !(await database.read(work, (query) => findDomain(query, { domain })))
    },
    findTenant: (ref) => read('findTenant', { tenantId: tenantIdOf(ref) }),
    findTenantByDomain: (domain) => read('findTenantByDomain', { domain }),
    createTenant: (spec, gatewayPasswords, ref) => createTenant(pbx, spec, gatewayPasswords, ref),
    removeTenant: (ref) => removeTenant(pbx, ref),

    syncTenant: (tenantId) => syncTenant(pbx, tenantId),
    readGateways: (tenantId) => readGateways(pbx, tenantId),

    findClaim: (claimRef) => passwords.findClaim(pbx, claimRef),
    setAdminPassword: (admin, claimRef) => passwords.setAdminPassword(pbx, admin, claimRef),
    resetAdminPassword: (admin, ref) => passwords.resetAdminPassword(pbx, admin, ref),

    findNumber: (number) => numbers.findNumber(pbx, number),
    assignNumber: (tenantId, number) => numbers.assignNumber(pbx, tenantId, number),
    replaceNumber: (change) => numbers.replaceNumber(pbx, change),
    removeNumber: (tenantId, number) => numbers.removeNumber(pbx, tenantId, number),

    close: () => {
      database.close().catch(() => {})
    },
  }
}
