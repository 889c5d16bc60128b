import type { SipTrunk, TenantState } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { carrierOf } from '../number/carrier.ts'
import { Trunk } from '../number/ensure-trunk.ts'
import { gatewayKey, tenantSpec } from './tenant-spec.ts'

const Input = z.object({
  providerId: z.string(),
  trunkRef: z.string(),
  trunk: Trunk,
  domain: z.string(),
  company: z.string(),
  seats: z.number().int().min(1).max(10_000),
  firstExtension: z.number().int().min(10),
  features: z.array(z.string()),
  callingCode: z.string(),
  /** E.164; shown to who is called. */
  callerId: z.string(),
  timeZone: z.string(),
  language: z.string(),
  admin: z.object({
    username: z.string(),
    name: z.string(),
    email: z.string(),
    group: z.enum(['admin', 'superadmin']),
  }),
})
const Result = z.object({
  tenantId: z.string(),
  domain: z.string(),
  loginUrl: z.string(),
  gateways: z.array(z.object({ gatewayId: z.string(), name: z.string() })),
})

function resultOf({ tenantId, domain, loginUrl, gateways }: TenantState): z.infer<typeof Result> {
  return {
    tenantId,
    domain,
    loginUrl,
    gateways: gateways.map(({ gatewayId, name }) => ({ gatewayId, name })),
  }
}

/**
 * The tenant as one effect: domain, admin user, extensions, gateway and outbound routes (R181, R190). The trunk's
 * password goes from the carrier to the platform through memory and is kept nowhere.
 */
export const createTenant = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'voice.create-tenant',
  role: 'voice',
  input: Input,
  result: Result,
  describe: ({ domain, seats }) =>
    `Tenant ${domain} with ${seats} ${seats === 1 ? 'extension' : 'extensions'}`,
  repeatable: () => true,
  calls: 4,
  async find(_input, { services, ref }) {
    const tenant = await services.ports.voice.findTenant(ref)
    return tenant && resultOf(tenant)
  },
  async apply(input, { services, ref }) {
    const { realm, ...rest } = input.trunk
    const trunk: SipTrunk = { ...rest, ...(realm === null ? {} : { realm }) }
    const { password } = await carrierOf(services, input.providerId).readTrunkCredentials(input.trunkRef)
    const passwords = { [gatewayKey]: password }
    return resultOf(await services.ports.voice.createTenant(tenantSpec(input, trunk), passwords, ref))
  },
  undo: (_result, _input, { services, ref }) => services.ports.voice.removeTenant(ref),
})
