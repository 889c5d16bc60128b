import { mappingMethods, type Policy } from '@turnup/domain'
import { z } from 'zod'

export const defaultCurrency = 'USD'
const Milliseconds = z.number().int().nonnegative()

const EligibilityRule = z.object({
  matches: z.string().min(1),
  dwelling: z.enum(['Home', 'Apartment']).optional(),
  tier: z.enum(['1G', '100Mb']).optional(),
})

/** The provider's business choices; what each means stands at `Policy` in the domain. */
export const PolicySettings = z.object({
  statusProfile: z.enum(['webhook-v1', 'event-v2']).default('event-v2'),
  signup: z
    .object({
      accountPolicy: z.enum(['require-existing', 'create-if-missing']).default('require-existing'),
      writePortalStatus: z.boolean().default(true),
      createContact: z.boolean().default(true),
    })
    .prefault({}),
  opportunity: z
    .object({ enabled: z.boolean().default(true), required: z.boolean().default(false) })
    .prefault({}),
  eligibility: z.enum(['attributes', 'text-result']).default('text-result'),
  eligibilityRules: z.array(EligibilityRule).default([
    { matches: 'apartment', dwelling: 'Apartment' },
    { matches: 'home', dwelling: 'Home' },
    { matches: '100m', tier: '100Mb' },
    { matches: '1g', tier: '1G' },
  ]),
  pricingMismatch: z.enum(['warn', 'block', 'priceoverride']).default('warn'),
  esimAllocation: z.enum(['inventory', 'profile-type']).default('inventory'),
  catalogueCacheMs: Milliseconds.default(15 * 60_000),
  personalisedCatalogueCacheMs: Milliseconds.default(5 * 60_000),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .default(defaultCurrency),
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
    .default('US'),
  mail: z
    .object({ supportCc: z.array(z.email()).default([]), defaultLocale: z.string().min(2).default('en') })
    .prefault({}),
  // Looked into even when nothing of it is set, so that what is missing is named one by one.
  brand: z.preprocess(
    (given) => given ?? {},
    z.object({ name: z.string().min(1).default('Turnup'), portalUrl: z.url(), supportEmail: z.email() }),
  ),
  tokens: z
    .object({
      accessSeconds: z.number().int().min(60).max(3_600).default(900),
      refreshSeconds: z
        .number()
        .int()
        .min(3_600)
        .default(30 * 86_400),
      passwordResetSeconds: z.number().int().min(60).default(3_600),
    })
    .prefault({}),
  retry: z
    .object({
      firstDelayMs: Milliseconds.min(1).default(2_000),
      maxDelayMs: Milliseconds.min(1).default(5 * 60_000),
      budgetMs: Milliseconds.default(60 * 60_000),
    })
    .prefault({}),
  settleMs: Milliseconds.default(60_000),
  callTimeoutMs: Milliseconds.min(1).default(60_000),
  webhookWaitMs: Milliseconds.max(110_000).default(8_000),
  pbx: z
    .object({
      autoProvision: z.enum(['never', 'standard', 'all']).default('never'),
      mapping: z
        .object({
          priority: z
            .array(z.enum(mappingMethods))
            .min(1)
            .default([...mappingMethods]),
          default: z.string().min(1).default('none'),
        })
        .prefault({}),
      registrationRoute: z.enum(['portal-upload', 'api-upload', 'order-first']).optional(),
      escalateAfterBusinessDays: z.number().int().min(1).max(60).default(5),
    })
    .prefault({}),
}) satisfies z.ZodType<Policy, unknown>
