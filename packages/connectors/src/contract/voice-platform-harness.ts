import type { Exchange, GatewayRegistration, SipTrunk, TenantSpec, VoicePlatform } from '@turnup/domain'

/**
 * What can go wrong with the next write: the connection breaks after the commit or before it, the platform is down, or
 * it does not take our credentials.
 */
export type VoiceFault = 'lost-after-write' | 'lost-before-write' | 'down' | 'refused-credentials'

/** What a connector of the role brings so that the suite can run against a real database and switch. */
export interface VoiceHarness {
  platform: VoicePlatform
  exchanges: Exchange[]
  /** Texts that may appear in no exchange or error: the database's and the switch's passwords. */
  secrets: string[]
  breakNext(
    part: 'createTenant' | 'removeTenant' | 'setAdminPassword' | 'assignNumber',
    fault: VoiceFault,
  ): void
  /** How many rows of any table belong to the domain, by name. */
  countRows(domain: string): Promise<number>
  /** How many tenants the platform has, the template left out. */
  countTenants(): Promise<number>
  /** Somebody makes a tenant by hand, without any mark of ours. */
  plantTenant(domain: string): Promise<void>
  /** Would the platform's login page let this person in? */
  canSignIn(domain: string, username: string, password: string): Promise<boolean>
  /** Which extension of which domain a call to the number reaches, as the live dialplan says. */
  callReaches(number: string): Promise<{ domain: string; extension: string } | undefined>
  /** Where a call dialled in the tenant goes: the gateway's id and the digits sent on. */
  dialledGoesTo(domain: string, digits: string): Promise<{ gatewayId: string; digits: string } | undefined>
  /** The password that the switch registers the gateway with. */
  gatewayPassword(gatewayId: string): Promise<string | undefined>
  /** The registrar on the other side answers the gateway in this way from now on. */
  setGateway(gatewayId: string, status: GatewayRegistration): void
  /** The switch forgets the next order to load gateways. */
  loseNextRescan(): void
  /** Every entry that was put out of the switch's caches since the reset. */
  clearedCacheKeys(): string[]
  reset(): Promise<void>
  close(): Promise<void>
}

let serial = 0

export function freshTenantRef(): string {
  serial += 1
  return `5d1e7a90-2b4c-4f6e-8a13-${String(serial).padStart(12, '0')}/pbx.tenant`
}

const trunk: SipTrunk = {
  trunkId: '100000_acme',
  host: 'toronto.carrier.example',
  port: 5060,
  transport: 'udp',
  username: '100000_acme',
  registers: true,
}

/** A tenant with this many extensions, one gateway, one number and one outbound route. */
export function tenantSpec(
  baseDomain: string,
  changes: Partial<TenantSpec> & { seats?: number } = {},
): TenantSpec {
  serial += 1
  const { seats = 3, ...rest } = changes
  return {
    domain: `acme${serial}.${baseDomain}`,
    company: 'Acme & Søns "Ltd" <Toronto>',
    timeZone: 'America/Toronto',
    language: 'en-us',
    maxExtensions: seats,
    admin: { username: 'admin', name: "Ada O'Moreno", email: 'ada@acme.example', group: 'admin' },
    extensions: Array.from({ length: seats }, (_, index) => ({
      number: String(1001 + index),
      displayName: `Desk ${index + 1}`,
      voicemail: true,
    })),
    gateways: [{ key: 'primary', name: 'Carrier', trunk }],
    numbers: [{ number: `+1416555${String(1000 + serial).slice(-4)}`, callingCode: '1', extension: '1001' }],
    outboundRoutes: [
      {
        key: 'north-america',
        name: 'North America',
        pattern: '^\\+?1?(\\d{10})$',
        gatewayKey: 'primary',
        prefix: '1',
      },
    ],
    ...rest,
  }
}

/** Needs care on its way into XML and SQL. */
export const passwords = { primary: 'p&ss<"w\'rd>$1\\9' }
