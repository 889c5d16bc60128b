import { z } from 'zod'

/** The name of a field in the org. The pattern also keeps names safe inside SOQL. */
const Name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'Not the API name of a field')
/** null: this org has no such field; it is neither read nor written. */
const MaybeName = Name.nullable()
const NumberOrText = z.enum(['number', 'text'])

const AccountFields = z.object({
  customerNumber: Name,
  billingClientId: MaybeName,
  /** null: the e-mail of the account's oldest contact counts. Orgs with person accounts: PersonEmail. */
  email: MaybeName,
  portalStatus: MaybeName,
  registrationSource: MaybeName,
  dwelling: MaybeName,
  tier: MaybeName,
  region: MaybeName,
  eligibilityResult: MaybeName,
  eligibilityStatus: MaybeName,
  eligibilityRequestedAt: MaybeName,
  eligibilityCheckedAt: MaybeName,
  eligibilityNotes: MaybeName,
  eligibilityCaseId: MaybeName,
  idStatus: MaybeName,
  idSubmittedAt: MaybeName,
  idVerifiedAt: MaybeName,
  idRejectionMessage: MaybeName,
})

const OrderFields = z.object({
  status: Name,
  /** Our own reference: text, external id, unique. */
  reference: Name,
  errorCode: MaybeName,
  errorMessage: MaybeName,
  /** What goes into the message field: {code} and {message} are replaced (X02). */
  errorTemplate: z.string(),
  errorAt: MaybeName,
  billingOrderId: MaybeName,
  billingOrderIdType: NumberOrText,
  maskedIccid: MaybeName,
  lastProvisioningAt: MaybeName,
  attemptCount: MaybeName,
  promoCode: MaybeName,
})

const OrderItemFields = z.object({ configOptions: MaybeName, billingServiceId: MaybeName })

const CaseFields = z.object({ reference: Name, opportunity: MaybeName })

const OpportunityFields = z.object({
  reference: Name,
  commodityType: MaybeName,
  source: MaybeName,
  billingServiceId: MaybeName,
  billingServiceIdType: NumberOrText,
  scheduledCancellationAt: MaybeName,
})

const ProductFields = z.object({
  category: Name,
  description: Name,
  featureBullets: Name,
  heroImageUrl: Name,
  tags: Name,
  sortOrder: Name,
  sellable: Name,
  validFrom: Name,
  validUntil: Name,
  maxQuantity: Name,
  requiresPaymentMethod: Name,
  configOptions: Name,
  eligibilityDwelling: Name,
  eligibilityTier: Name,
  eligibilityRegion: Name,
  billingProductId: Name,
  notesTemplate: Name,
  esimSettings: Name,
  pbxSettings: Name,
  provisioningFlow: Name,
  /** The first field of the list that the org has and that is filled in counts; then the SKU decides (X12). */
  billingCycles: z.array(Name),
  /** As billingCycles (X13). */
  itemClasses: z.array(Name),
})

const statuses = [
  'draft',
  'pending-review',
  'approved',
  'activating',
  'provisioned',
  'failed',
  'cancelled',
] as const
const StatusWords = z.partialRecord(z.enum(statuses), z.string())

const Words = z.object({
  /** What the profile's own status field calls our states; a state without a word is written nowhere (X01). */
  orderStatus: StatusWords,
  /** What the standard Status field is set to; a state without a word leaves it as it is. */
  standardStatus: StatusWords,
  stage: z.record(
    z.enum(['introduction', 'ready', 'post-processing', 'active', 'cancelling', 'cancelled', 'void']),
    z.string(),
  ),
  commodityType: z.record(z.enum(['personal-internet', 'corporate-internet', 'sim', 'vpn']), z.string()),
  portalSource: z.record(z.enum(['eligibility-request', 'order-placement', 'sales-manual']), z.string()),
  caseType: z.record(
    z.enum(['Eligibility Check', 'ID Verification', 'Cancellation Request', 'General Inquiry']),
    z.string(),
  ),
})

/** Which field of the org holds what, and how the org spells our words. A profile is one such map (X01). */
export const FieldMap = z.object({
  account: AccountFields,
  order: OrderFields,
  orderItem: OrderItemFields,
  case: CaseFields,
  opportunity: OpportunityFields,
  product: ProductFields,
  words: Words,
})
export type FieldMap = z.infer<typeof FieldMap>

/** Any single name or word of the profile, replaced. */
export const FieldOverrides = z.object({
  account: AccountFields.partial().optional(),
  order: OrderFields.partial().optional(),
  orderItem: OrderItemFields.partial().optional(),
  case: CaseFields.partial().optional(),
  opportunity: OpportunityFields.partial().optional(),
  product: ProductFields.partial().optional(),
  words: z
    .object({
      orderStatus: StatusWords,
      standardStatus: StatusWords,
      stage: z.partialRecord(Words.shape.stage.keyType, z.string()),
      commodityType: z.partialRecord(Words.shape.commodityType.keyType, z.string()),
      portalSource: z.partialRecord(Words.shape.portalSource.keyType, z.string()),
      caseType: z.partialRecord(Words.shape.caseType.keyType, z.string()),
    })
    .partial()
    .optional(),
})
export type FieldOverrides = z.infer<typeof FieldOverrides>

/** The profile with every single override applied. */
export function applyOverrides(profile: FieldMap, overrides: FieldOverrides): FieldMap {
  const words = overrides.words ?? {}
  return {
    account: { ...profile.account, ...overrides.account },
    order: { ...profile.order, ...overrides.order },
    orderItem: { ...profile.orderItem, ...overrides.orderItem },
    case: { ...profile.case, ...overrides.case },
    opportunity: { ...profile.opportunity, ...overrides.opportunity },
    product: { ...profile.product, ...overrides.product },
    words: {
      orderStatus: { ...profile.words.orderStatus, ...words.orderStatus },
      standardStatus: { ...profile.words.standardStatus, ...words.standardStatus },
      stage: { ...profile.words.stage, ...words.stage },
      commodityType: { ...profile.words.commodityType, ...words.commodityType },
      portalSource: { ...profile.words.portalSource, ...words.portalSource },
      caseType: { ...profile.words.caseType, ...words.caseType },
    },
  }
}
