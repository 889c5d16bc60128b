import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'
import { applyOverrides, type FieldMap, FieldOverrides } from './field-map.ts'
import { fieldProfiles } from './field-profiles.ts'
import { isSalesforceId } from './salesforce-id.ts'

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

const EligibilityRule = z.object({
  /** Looked for in the eligibility result, in any case of letters. */
  contains: z.string().min(1),
  dwelling: z.enum(['Home', 'Apartment']).optional(),
  tier: z.enum(['1G', '100Mb']).optional(),
})

/** What the connector must be told about one org (R128, R281). Names of fields come from a profile (X01). */
export const SalesforceConfig = z
  .object({
    loginUrl: z
      .url()
      .default('https://login.salesforce.com')
      .meta({
        title: 'Login address',
        description:
          'https://login.salesforce.com, https://test.salesforce.com for a sandbox org, or your own domain.',
        receives: ['privateKey'],
      }),
    clientId: z.string().min(1).meta({ title: 'Consumer key of the connected app' }),
    username: z.string().min(1).meta({ title: 'User name of the integration user' }),
    privateKey: z.string().refine(isPrivateKey, 'Not an RSA private key in PEM form').meta({
      title: 'Private key (PEM)',
      description: 'RSA; its certificate is uploaded to the connected app. It signs and is never sent.',
      multiline: true,
      secret: true,
    }),
    audience: z.string().optional().meta({
      title: 'Audience of the assertion',
      description: 'The login address unless set.',
    }),
    apiVersion: z
      .string()
      .regex(/^v\d+\.0$/)
      .default('v64.0')
      .meta({ title: 'Version of the REST API' }),
    pricebookId: z
      .string()
      .refine(isSalesforceId, 'Not a record id')
      .optional()
      .meta({ title: "Record id of the portal's pricebook" }),
    pricebookName: z
      .string()
      .min(1)
      .default('Portal')
      .meta({ title: "Name of the portal's pricebook", description: 'Used when no record id is set.' }),
    /** One request's limit. */
    timeoutMs: z
      .number()
      .int()
      .positive()
      .default(15_000)
      .meta({ title: 'Longest wait for an answer', unit: 'milliseconds' }),
    /** First pause before a call is repeated that met a locked row; doubles, with jitter. */
    lockRetryMs: z.number().int().positive().default(250).meta({
      title: 'First pause after a locked row',
      description: 'Each further one is twice as long.',
      unit: 'milliseconds',
    }),
    currency: z
      .string()
      .length(3)
      .default('USD')
      .meta({ title: 'Currency', description: "The org's currency, when it has only one." }),
    /** The org has CurrencyIsoCode on its records. */
    multiCurrency: z.boolean().default(false).meta({ title: 'The org has several currencies' }),
    fieldProfile: z.enum(['webhook-v1', 'event-v2']).default('event-v2').meta({ title: 'Profile of fields' }),
    fields: FieldOverrides.default({}).meta({
      title: 'Names in this org',
      description: 'Only where they differ from those of the profile.',
    }),
    /** Where an account's eligibility stands: in two attributes, or in the text of a check (X11); by profile unless set. */
    eligibility: z.enum(['attributes', 'text-result']).optional(),
    /** How a text result is read; each attribute is taken from the first rule that knows it. */
    eligibilityRules: z.array(EligibilityRule).default([
      { contains: 'apartment', dwelling: 'Apartment' },
      { contains: 'home', dwelling: 'Home' },
      { contains: '100m', tier: '100Mb' },
      { contains: '1g', tier: '1G' },
    ]),
    /**
     * Whether a report of "activating" is written. The event profile must not: the org's flow listens to that
     * change and would ask for fulfilment again (X07). By profile unless set.
     */
    writeActivating: z.boolean().optional().meta({
      title: 'Write "Activating" to the order',
      description: 'By profile unless set, since the event flow listens to that change.',
    }),
    opportunity: z
      .object({ enabled: z.boolean().default(true), required: z.boolean().default(false) })
      .default({ enabled: true, required: false })
      .meta({ title: 'Opportunities', description: 'Whether orders hang on an opportunity (X17).' }),
  })
  .refine((config) => config.opportunity.enabled || !config.opportunity.required, {
    path: ['opportunity', 'required'],
    message: 'An opportunity cannot be required while opportunities are off',
  })
export type SalesforceConfig = z.infer<typeof SalesforceConfig>

/** The config with everything decided that the profile decides by default. */
export interface SalesforceSettings extends SalesforceConfig {
  audience: string
  eligibility: 'attributes' | 'text-result'
  writeActivating: boolean
  fieldMap: FieldMap
}

export function settingsOf(config: SalesforceConfig): SalesforceSettings {
  const loginUrl = config.loginUrl.replace(/\/+$/, '')
  const isWebhook = config.fieldProfile === 'webhook-v1'
  return {
    ...config,
    loginUrl,
    audience: config.audience ?? loginUrl,
    eligibility: config.eligibility ?? (isWebhook ? 'attributes' : 'text-result'),
    writeActivating: config.writeActivating ?? isWebhook,
    fieldMap: applyOverrides(fieldProfiles[config.fieldProfile], config.fields),
  }
}
