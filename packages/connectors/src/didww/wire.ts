import { z } from 'zod'
import type { Resource } from './json-api.ts'
import { unclearAnswer } from './refusals.ts'

const Decimal = z.coerce.string().regex(/^-?\d+(\.\d+)?$/)
const Instant = z.iso.datetime({ offset: true })
const Text = z.string().nullish()
const Texts = z
  .array(z.string())
  .nullish()
  .transform((texts) => texts ?? [])
const Lower = z.string().transform((text) => text.toLowerCase())

/** The attributes that are read, by the type of the resource. */
export const attributes = {
  countries: z.object({ name: z.string(), prefix: z.coerce.string().nullish(), iso: z.string() }),
  named: z.object({ name: z.string() }),
  did_groups: z.object({
    features: Texts,
    is_metered: z.boolean().default(false),
    area_name: Text,
    allow_additional_channels: z.boolean().default(false),
  }),
  stock_keeping_units: z.object({
    setup_price: Decimal,
    monthly_price: Decimal,
    channels_included_count: z.coerce.number().int().default(0),
  }),
  capacity_pools: z.object({
    name: z.string(),
    setup_price: Decimal,
    monthly_price: Decimal,
    metered_rate: Decimal.nullish(),
    minimum_qty_per_order: z.coerce.number().int().nullish(),
  }),
  available_dids: z.object({ number: z.coerce.string().regex(/^\d{5,15}$/) }),
  did_reservations: z.object({ expires_at: Instant, description: Text }),
  orders: z.object({
    status: Lower,
    created_at: Instant.nullish(),
    external_reference_id: Text,
    items: z
      .array(z.object({ type: z.string(), attributes: z.record(z.string(), z.unknown()).default({}) }))
      .default([]),
  }),
  dids: z.object({
    number: z.coerce.string().regex(/^\d{5,20}$/),
    blocked: z.boolean().default(false),
    terminated: z.boolean().default(false),
    awaiting_registration: z.boolean().default(false),
    dedicated_channels_count: z.coerce.number().int().nullish(),
  }),
  balances: z.object({ total_balance: Decimal }),
  voice_in_trunks: z.object({
    description: Text,
    configuration: z.object({
      attributes: z
        .object({ incoming_auth_username: Text, incoming_auth_password: Text })
        .default({ incoming_auth_username: null, incoming_auth_password: null }),
    }),
  }),
  voice_out_trunks: z.object({
    authentication_method: z.object({ attributes: z.object({ username: Text, password: Text }) }),
  }),
  identities: z.object({ identity_type: Lower, verified: z.boolean().default(false) }),
  addresses: z.object({ verified: z.boolean().default(false) }),
  public_keys: z.object({ key: z.string() }),
  encrypted_files: z.object({ description: Text, expires_at: Instant.nullish() }),
  templates: z.object({ name: z.string(), permanent: z.boolean().default(false), url: z.string() }),
  address_requirements: z.object({
    identity_type: Lower,
    personal_area_level: Lower.nullish(),
    business_area_level: Lower.nullish(),
    address_area_level: Lower.nullish(),
    personal_proof_qty: z.coerce.number().int().nullish(),
    business_proof_qty: z.coerce.number().int().nullish(),
    address_proof_qty: z.coerce.number().int().nullish(),
    personal_mandatory_fields: Texts,
    business_mandatory_fields: Texts,
    service_description_required: z.boolean().nullish(),
    restriction_message: Text,
  }),
  address_verifications: z.object({
    status: Lower,
    reject_reasons: Texts,
    reject_comment: Text,
    external_reference_id: Text,
  }),
} as const

/**
 * The attributes of a resource that was read, in the shape that is documented.
 * @throws ProviderError `unavailable`, or `outcome-unknown` where they answer a write
 */
export function attributesOf<Kind extends keyof typeof attributes>(
  kind: Kind,
  resource: Resource,
  effect: 'read' | 'write' = 'read',
): z.output<(typeof attributes)[Kind]> {
  const parsed = attributes[kind].safeParse(resource.attributes)
  if (parsed.success) return parsed.data as z.output<(typeof attributes)[Kind]>
  const operation = effect === 'read' ? `GET ${resource.type}` : `POST ${resource.type}`
  throw unclearAnswer(operation, effect, 'fields that are not as documented')
}
