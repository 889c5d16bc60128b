import type { RegistrationRoute } from './ports/regulated-number-provider.ts'

/** The provider's business choices, one for each contradiction of the documents that a setting serves. */
export interface Policy {
  /** Which of Salesforce's two field profiles is in use; decides who writes "Activating" (X01, X07). */
  statusProfile: 'webhook-v1' | 'event-v2'
  signup: {
    /** X09 */
    accountPolicy: 'require-existing' | 'create-if-missing'
    writePortalStatus: boolean
    createContact: boolean
  }
  /** X17 */
  opportunity: { enabled: boolean; required: boolean }
  /** X11: which account fields decide what may be sold. */
  eligibility: 'attributes' | 'text-result'
  /** Text results by rule, first match wins; used with 'text-result'. */
  eligibilityRules: { matches: string; dwelling?: 'Home' | 'Apartment'; tier?: '1G' | '100Mb' }[]
  /** What happens where the CRM's price and the billing system's differ (X44). */
  pricingMismatch: 'warn' | 'block' | 'priceoverride'
  /** Where ICCIDs come from: our own stock (safe to repeat) or the SM-DP+ by profile type. */
  esimAllocation: 'inventory' | 'profile-type'
  catalogueCacheMs: number
  personalisedCatalogueCacheMs: number
  /** ISO 4217; the currency of CRM prices. */
  currency: string
  /** ISO 3166-1 alpha-2, for phone numbers without a country. */
  defaultCountry: string
  mail: { supportCc: string[]; defaultLocale: string }
  brand: { name: string; portalUrl: string; supportEmail: string }
  tokens: { accessSeconds: number; refreshSeconds: number; passwordResetSeconds: number }
  /** How long a step may keep failing before a person is asked, and how fast it tries. */
  retry: { firstDelayMs: number; maxDelayMs: number; budgetMs: number }
  /** How long after a lost answer an outside system may still be working on it; nothing is sent again before. */
  settleMs: number
  /** Longest time of one outside call, so that an open attempt has certainly ended. */
  callTimeoutMs: number
  /** The webhook waits so long for the end before it answers 202 (X05). */
  webhookWaitMs: number
  /** Hosted PBX. */
  pbx: PbxPolicy
}

/** What a product is mapped by (R159 to R162). */
export const mappingMethods = ['group', 'product', 'bundle'] as const
export type MappingMethod = (typeof mappingMethods)[number]

export interface PbxPolicy {
  /** X26: which orders start by themselves after they were placed; the others wait for a person. */
  autoProvision: 'never' | 'standard' | 'all'
  mapping: {
    /** X23: the first method that has a mapping decides. */
    priority: MappingMethod[]
    /** X24: the carrier of products without a mapping; none means that they cannot be ordered. */
    default: 'none' | (string & {})
  }
  /** X28: absent means the one that the carrier prefers. */
  registrationRoute?: RegistrationRoute
  /** After so many business days a number that is still not active is the operator's to ask about (R196). */
  escalateAfterBusinessDays: number
}
