import type { Checkable } from './connector.ts'
import type { SipTrunk } from './sip-trunk.ts'

/** The server that tenants live on, as shown in the preview and in mails (R175, R176). */
export interface VoiceServer {
  name: string
  /** Tenants are made under it: 'pbx.example.com'. */
  baseDomain: string
  /** Whether its settings let an order make an admin who sees every tenant (X25). */
  allowsSuperadmin?: boolean
}

export interface TenantAdmin {
  username: string
  /** The name of the person, for the contact. */
  name: string
  email: string
  /** 'superadmin' sees every tenant and is refused unless the connector's settings allow it (X25). */
  group: 'admin' | 'superadmin'
}

export interface TenantExtension {
  /** '1001' */
  number: string
  displayName?: string
  voicemail: boolean
  /** Where voicemail messages are mailed to. */
  voicemailEmail?: string
  recording?: 'all' | 'inbound' | 'outbound' | 'local'
}

/** A trunk of a carrier as the platform's gateway; its password comes beside the spec, never in it. */
export interface TenantGateway {
  /** Stable within the tenant: 'primary'. */
  key: string
  name: string
  trunk: SipTrunk
}

/** A number of the tenant and where its calls ring (R181). */
export interface TenantNumber {
  /** E.164 */
  number: string
  /** Without the plus: '1'. The number is matched with it, without it and with a plus. */
  callingCode: string
  extension: string
  description?: string
}

export interface OutboundRoute {
  /** Stable within the tenant: 'international'. */
  key: string
  name: string
  /** A regular expression over the dialled digits with one group, which is what is sent on: '^\\+?(\\d{11,15})$'. */
  pattern: string
  gatewayKey: string
  /** Put in front of what is sent on. */
  prefix?: string
  /** 100 to 300 in tens; smaller goes first. */
  order?: number
}

/** Everything that one tenant consists of, made as one effect (R181, R190). Nothing in it is secret. */
export interface TenantSpec {
  /** Fully qualified, lower case; also the SIP realm: 'acmecorp.pbx.example.com'. */
  domain: string
  company: string
  /** IANA: 'America/Toronto'. */
  timeZone: string
  /** The platform's own spelling: 'en-us'. */
  language: string
  /** Seats: extensions that the tenant may have. */
  maxExtensions: number
  admin: TenantAdmin
  extensions: TenantExtension[]
  gateways: TenantGateway[]
  numbers: TenantNumber[]
  outboundRoutes: OutboundRoute[]
  /** E.164; shown to who is called. Absent: the first number. */
  callerId?: string
}

/** Gateway key to trunk password; passes through memory only. */
export type GatewayPasswords = Record<string, string>

/** A tenant as it stands on the platform; nothing secret. */
export interface TenantState {
  tenantId: string
  domain: string
  company: string
  isEnabled: boolean
  timeZone?: string
  language?: string
  maxExtensions?: number
  /** Where its admin signs in. */
  loginUrl: string
  /** `isClaimed`: somebody has set a password through a claim. Absent when the user is gone. */
  admin?: { userId: string; username: string; email?: string; group: string; isClaimed: boolean }
  /** In the order of their numbers. */
  extensions: { number: string; displayName?: string; voicemail: boolean; isEnabled: boolean }[]
  gateways: { gatewayId: string; name: string; host: string; username: string; isEnabled: boolean }[]
  numbers: { number: string; extension: string; isEnabled: boolean }[]
  outboundRoutes: { name: string; pattern: string; gatewayId: string; isEnabled: boolean }[]
  /** How many standard dialplans were cloned for it. */
  defaultDialplans: number
}

/** What the switch says of a gateway (R207): 'absent' is in the database and not loaded yet, so a sync is due. */
export type GatewayRegistration = 'registered' | 'trying' | 'failed' | 'not-registering' | 'absent'

export interface GatewayStatus {
  gatewayId: string
  name: string
  status: GatewayRegistration
  /** The switch's own word: 'FAIL_WAIT'. */
  detail?: string
}

/**
 * A multi-tenant PBX (FusionPBX). A tenant is made whole or not at all; `ref` decides its ids, so a repeat finds what
 * is there. All methods throw ProviderError and nothing else; `rejected` codes: DOMAIN_TAKEN, NUMBER_IN_USE,
 * USERNAME_TAKEN, GROUP_NOT_ALLOWED, TEMPLATE_MISSING, SPEC_INVALID, TENANT_UNKNOWN, CLAIM_USED. (R150 to R153, R181, R190, R207)
 */
export interface VoicePlatform extends Checkable {
  readonly server: VoiceServer

  /** True when no tenant has this domain, whoever made it (R167). */
  isDomainFree(domain: string): Promise<boolean>
  findTenant(ref: string): Promise<TenantState | undefined>
  findTenantByDomain(domain: string): Promise<TenantState | undefined>
  /**
   * Domain, settings, admin user with a password that nobody knows, extensions with voicemail, gateways, numbers,
   * outbound routes and the standard dialplans, in one transaction; then made live. Safe to repeat under the same ref:
   * what is there is kept, and only made live again. Extensions' passwords are made on the platform and never read.
   * @throws `rejected` DOMAIN_TAKEN, also when somebody was faster
   */
  createTenant(spec: TenantSpec, passwords: GatewayPasswords, ref: string): Promise<TenantState>
  /** With everything in it, whoever added it. Succeeds when already gone; never touches a tenant made under another ref. */
  removeTenant(ref: string): Promise<void>

  /** Makes the tenant live again: clears the switch's caches and loads gateways. Safe at any time (R207). */
  syncTenant(tenantId: string): Promise<GatewayStatus[]>
  /** Asks the switch; changes nothing. */
  readGateways(tenantId: string): Promise<GatewayStatus[]>

  /** Absent while the claim is unused. */
  findClaim(claimRef: string): Promise<{ userId: string } | undefined>
  /**
   * Sets the admin's password under a one-time claim (X27). The claim is used up in the same transaction: a second
   * password under it is refused (CLAIM_USED); a repeat with the same password succeeds. Never logged or recorded.
   */
  setAdminPassword(
    admin: { tenantId: string; username: string; password: string },
    claimRef: string,
  ): Promise<void>
  /**
   * Makes the present password useless and ends the user's API key, until the next claim. Counts once per ref: a repeat
   * that comes after the next claim changes nothing.
   */
  resetAdminPassword(admin: { tenantId: string; username: string }, ref: string): Promise<void>

  /** Which tenant a number rings at, whoever assigned it. */
  findNumber(number: string): Promise<{ tenantId: string; domain: string; extension: string } | undefined>
  /** Safe to repeat. @throws `rejected` NUMBER_IN_USE when it rings at another tenant */
  assignNumber(tenantId: string, number: TenantNumber, ref: string): Promise<void>
  /** The new number takes the old one's place, also as caller id, in one transaction. Safe to repeat. */
  replaceNumber(change: { tenantId: string; from: string; to: TenantNumber }, ref: string): Promise<void>
  /** Succeeds when already gone; never touches another tenant's. */
  removeNumber(tenantId: string, number: string): Promise<void>
}
