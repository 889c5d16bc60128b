import type { OutboundRoute, SipTrunk, TenantSpec } from '@turnup/domain'

/** The gateway of the order's carrier, the only one that a tenant starts with. */
export const gatewayKey = 'primary'

export interface TenantInput {
  providerId: string
  domain: string
  company: string
  seats: number
  firstExtension: number
  features: string[]
  callingCode: string
  callerId: string
  timeZone: string
  language: string
  admin: TenantSpec['admin']
}

/** The whole tenant from what the plan says of it; its number is assigned once it is bought (R181). Pure. */
export function tenantSpec(input: TenantInput, trunk: SipTrunk): TenantSpec {
  const { domain, company, timeZone, language, seats, admin, callerId } = input
  return {
    domain,
    company,
    timeZone,
    language,
    maxExtensions: seats,
    admin,
    extensions: extensionsOf(input),
    gateways: [{ key: gatewayKey, name: `${input.providerId} ${domain}`, trunk }],
    numbers: [],
    outboundRoutes: outboundRoutes(input.callingCode),
    callerId,
  }
}

function extensionsOf({ seats, firstExtension, features }: TenantInput): TenantSpec['extensions'] {
  const recording = features.includes('call-recording') ? ({ recording: 'all' } as const) : {}
  return Array.from({ length: seats }, (_, index) => ({
    number: String(firstExtension + index),
    voicemail: true,
    ...recording,
  }))
}

/** International numbers as they are dialled; in North America, ten digits as well. */
function outboundRoutes(callingCode: string): OutboundRoute[] {
  const international = {
    key: 'international',
    name: 'International',
    pattern: '^\\+?(\\d{11,15})$',
    gatewayKey,
    order: 110,
  }
  if (callingCode !== '1') return [international]
  const national = {
    key: 'national',
    name: 'National',
    pattern: '^(\\d{10})$',
    prefix: '1',
    gatewayKey,
    order: 100,
  }
  return [national, international]
}
