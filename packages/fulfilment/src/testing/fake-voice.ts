import type {
  GatewayRegistration,
  TenantNumber,
  TenantSpec,
  TenantState,
  VoicePlatform,
} from '@turnup/domain'
import { providerError } from './fault.ts'

export interface FakeTenant {
  tenantId: string
  ref: string
  spec: TenantSpec
  passwords: Record<string, string>
  numbers: TenantNumber[]
  adminPassword?: string
}

/** A PBX that makes a tenant whole under its reference, and once. */
export function fakeVoice() {
  const tenants: FakeTenant[] = []
  const claims = new Map<string, string>()
  /** What the next syncs find, in turn; registered afterwards. */
  const gatewayMoods: GatewayRegistration[] = []
  let count = 0
  const refused = (operation: string, code: string) =>
    providerError('rejected', 'fusionpbx', operation, { code })
  const byId = (operation: string, tenantId: string) => {
    const found = tenants.find((one) => one.tenantId === tenantId)
    if (!found) throw refused(operation, 'TENANT_UNKNOWN')
    return found
  }

  const port: Partial<VoicePlatform> = {
    server: { name: 'pbx1', baseDomain: 'pbx.example.com' },
    async isDomainFree(domain) {
      return !tenants.some((one) => one.spec.domain === domain)
    },
    async findTenant(ref) {
      const found = tenants.find((one) => one.ref === ref)
      return found && stateOf(found)
    },
    async createTenant(spec, passwords, ref) {
      const known = tenants.find((one) => one.ref === ref)
      if (known) return stateOf(known)
      if (tenants.some((one) => one.spec.domain === spec.domain))
        throw refused('createTenant', 'DOMAIN_TAKEN')
      count += 1
      const made: FakeTenant = {
        tenantId: `tenant-${count}`,
        ref,
        spec,
        passwords: { ...passwords },
        numbers: [...spec.numbers],
      }
      tenants.push(made)
      return stateOf(made)
    },
    async removeTenant(ref) {
      for (let at = tenants.length - 1; at >= 0; at -= 1) if (tenants[at]?.ref === ref) tenants.splice(at, 1)
    },
    async syncTenant(tenantId) {
      byId('syncTenant', tenantId)
      const status = gatewayMoods.shift() ?? 'registered'
      return [{ gatewayId: `${tenantId}-gateway`, name: 'primary', status }]
    },
    async readGateways(tenantId) {
      return [{ gatewayId: `${tenantId}-gateway`, name: 'primary', status: 'registered' as const }]
    },
    async findNumber(number) {
      const found = tenants.find((one) => one.numbers.some((has) => has.number === number))
      return found && { tenantId: found.tenantId, domain: found.spec.domain, extension: '1001' }
    },
    async assignNumber(tenantId, number) {
      const tenant = byId('assignNumber', tenantId)
      if (tenants.some((one) => one !== tenant && one.numbers.some((has) => has.number === number.number)))
        throw refused('assignNumber', 'NUMBER_IN_USE')
      if (!tenant.numbers.some((has) => has.number === number.number)) tenant.numbers.push(number)
    },
    async replaceNumber({ tenantId, from, to }) {
      const tenant = byId('replaceNumber', tenantId)
      tenant.numbers = [...tenant.numbers.filter(({ number }) => ![from, to.number].includes(number)), to]
      tenant.spec = { ...tenant.spec, callerId: to.number }
    },
    async removeNumber(tenantId, number) {
      const tenant = tenants.find((one) => one.tenantId === tenantId)
      if (tenant) tenant.numbers = tenant.numbers.filter((has) => has.number !== number)
    },
    async setAdminPassword({ tenantId, password }, claimRef) {
      const tenant = byId('setAdminPassword', tenantId)
      const before = claims.get(claimRef)
      if (before !== undefined && before !== password) throw refused('setAdminPassword', 'CLAIM_USED')
      claims.set(claimRef, password)
      tenant.adminPassword = password
    },
  }
  return { port, tenants, claims, gatewayMoods }
}

function stateOf({ tenantId, spec, numbers }: FakeTenant): TenantState {
  return {
    tenantId,
    domain: spec.domain,
    company: spec.company,
    isEnabled: true,
    loginUrl: `https://${spec.domain}/`,
    extensions: spec.extensions.map(({ number, voicemail }) => ({ number, voicemail, isEnabled: true })),
    gateways: spec.gateways.map(({ key, trunk }) => ({
      gatewayId: `${tenantId}-${key}`,
      name: key,
      host: trunk.host,
      username: trunk.username,
      isEnabled: true,
    })),
    numbers: numbers.map(({ number, extension }) => ({ number, extension, isEnabled: true })),
    outboundRoutes: [],
    defaultDialplans: 0,
  }
}
