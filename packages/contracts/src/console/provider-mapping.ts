import { mappingMethods } from '@turnup/domain'
import { z } from 'zod'
import { textOf } from '../common.ts'

const Sku = z.string().trim().min(1).max(180)
const Method = z.enum(mappingMethods)
const ProviderId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not the id of a carrier')

const Badge = z
  .enum(['default', 'mapped', 'invalid'])
  .describe(
    'default: no mapping applies (gray); mapped (green); invalid: its carrier is not set up (yellow) (R163).',
  )

const ConflictBody = z.object({
  method: Method,
  subjectId: z.string(),
  subjectName: z.string(),
  providerId: z.string(),
})

const MappedProductBody = z.object({
  sku: z.string(),
  name: z.string(),
  kind: z
    .enum(['seats', 'number', 'feature', 'unknown'])
    .describe('unknown: PBX_Settings_JSON__c is missing.'),
  seats: z.int().optional(),
  hidden: z.boolean().describe('Not for sale in the portal at the moment.'),
  billingProductId: z.string().optional(),
  groupId: z.string().optional().describe('Product group of the billing system.'),
  bundleIds: z.array(z.string()),
  ownProviderId: z.string().optional().describe('What the product itself is mapped to.'),
  providerId: z.string().optional().describe('The carrier in effect; absent: it cannot be ordered.'),
  rule: z.enum([...mappingMethods, 'default', 'none']).describe('What decided.'),
  badge: Badge,
  conflicts: z.array(ConflictBody).describe('Mappings that apply too and name another carrier.'),
  because: z.string().describe('Why, in a sentence.'),
})

/** The whole mapping page (R158 to R165). */
export const ProviderMappingBody = z
  .object({
    providers: z.array(
      z.object({ id: z.string(), name: z.string(), canReserve: z.boolean(), canRegister: z.boolean() }),
    ),
    priority: z.array(Method).describe('The first method that has a mapping decides (X23).'),
    default: z.string().describe('none, or the carrier of products without a mapping (X24).'),
    groupsRead: z
      .boolean()
      .describe('False: the billing system does not answer, so product groups are not known.'),
    groups: z.array(
      z.object({
        groupId: z.string(),
        name: z.string(),
        skus: z.array(z.string()).describe('Its standalone products: parts of bundles are left out (R161).'),
        bundledSkus: z.array(z.string()),
        providerId: z.string().optional(),
        badge: Badge,
      }),
    ),
    bundles: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        skus: z.array(z.string()),
        providerId: z.string().optional(),
        badge: Badge,
      }),
    ),
    products: z.array(MappedProductBody),
  })
  .meta({ id: 'ProviderMapping' })
export type ProviderMappingBody = z.infer<typeof ProviderMappingBody>

/** Several mappings of one method in one go: one of the three Save buttons. null takes a mapping away. */
export const SaveMappingsRequest = z
  .object({
    method: Method,
    mappings: z
      .array(z.object({ subjectId: z.string().trim().min(1).max(180), providerId: ProviderId.nullable() }))
      .min(1)
      .max(500),
    reason: textOf(500).optional(),
  })
  .meta({ id: 'SaveMappingsRequest' })
export type SaveMappingsRequest = z.infer<typeof SaveMappingsRequest>

export const ProductBundleRequest = z
  .object({ name: textOf(120), skus: z.array(Sku).min(1).max(50) })
  .meta({ id: 'ProductBundleRequest' })
export type ProductBundleRequest = z.infer<typeof ProductBundleRequest>

/** How one product comes to its carrier. */
export const ExplainMappingQuery = z.object({ sku: Sku })
export type ExplainMappingQuery = z.infer<typeof ExplainMappingQuery>
export const MappingExplanationBody = z
  .object({
    product: MappedProductBody,
    orderable: z.boolean(),
    steps: z
      .array(z.object({ rule: z.string(), says: z.string(), decided: z.boolean() }))
      .describe('Each rule in the order in which it is asked.'),
  })
  .meta({ id: 'MappingExplanation' })
export type MappingExplanationBody = z.infer<typeof MappingExplanationBody>
