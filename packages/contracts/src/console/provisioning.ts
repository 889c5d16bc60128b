import { orderStates, pbxPhases, registrationFields } from '@turnup/domain'
import { z } from 'zod'
import { Day, Instant, MoneyBody, textOf } from '../common.ts'
import { PageCursor, pageLimit, pageOf } from './lists.ts'
import { NextActionBody } from './order-list.ts'

/** What an operator can do with a PBX order now; buttons are drawn from it. */
export const provisioningActions = [
  'fulfil',
  'read-registration',
  'request-correction',
  'upload-documents',
  'mark-documents-uploaded',
  'place-number-order',
  'check-now',
  'reset',
  'sync-gateways',
  'replace-number',
  'resend-claim',
  'cancel',
] as const
export type ProvisioningAction = (typeof provisioningActions)[number]

export const paperKinds = ['identity', 'address', 'business'] as const
const PaperKind = z.enum(paperKinds)
const FieldName = z.enum(registrationFields)
const Reason = textOf(500).describe('Kept in the audit and shown in the timeline.')

export const ProvisioningQuery = z.object({
  phase: z.enum(pbxPhases).optional(),
  provider: z.string().max(60).optional().describe('Connector of the carrier.'),
  open: z.stringbool().optional().describe('true: only orders that are not finished.'),
  search: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('Part of number, domain, company or customer; an order id.'),
  cursor: PageCursor.optional(),
  limit: pageLimit(100, 25),
})
export type ProvisioningQuery = z.infer<typeof ProvisioningQuery>

/** One line of the provisioning queue (R197 to R199). */
export const ProvisioningItemBody = z
  .object({
    orderId: z.uuid(),
    crmOrderId: z.string().optional(),
    orderNumber: z.string().optional(),
    state: z.enum(orderStates),
    phase: z.enum(pbxPhases),
    isRegulated: z.boolean(),
    customer: z.object({ id: z.uuid(), name: z.string(), company: z.string().optional(), email: z.string() }),
    contact: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
    products: z.array(z.object({ name: z.string(), sku: z.string(), quantity: z.int() })),
    providerId: z.string(),
    number: z.string().describe('E.164; the one that was ordered in the end.'),
    domain: z.string(),
    seats: z.int(),
    nextAction: NextActionBody.optional(),
    overdue: z.boolean(),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
    allowedActions: z.array(z.enum(provisioningActions)),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'ProvisioningItem' })
export type ProvisioningItemBody = z.infer<typeof ProvisioningItemBody>

export const ProvisioningListBody = pageOf(ProvisioningItemBody)
  .extend({ counts: z.array(z.object({ phase: z.enum(pbxPhases), count: z.int() })) })
  .meta({ id: 'ProvisioningList' })
export type ProvisioningListBody = z.infer<typeof ProvisioningListBody>

/** What is wrong with an entry or a paper, and what would have to be given anew (R205). */
export const RegistrationProblemBody = z
  .object({
    code: z.string(),
    message: z.string(),
    fields: z.array(FieldName),
    proofsOf: z.array(PaperKind),
  })
  .meta({ id: 'RegistrationProblem' })
export type RegistrationProblemBody = z.infer<typeof RegistrationProblemBody>

export const PaperBody = z
  .object({
    id: z.uuid(),
    of: PaperKind,
    proofTypeId: z.string(),
    proofTypeName: z.string(),
    fileName: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    issuedOn: Day.optional(),
    uploadedAt: Instant,
    uploadedBy: z.string().optional(),
  })
  .meta({ id: 'Paper' })
export type PaperBody = z.infer<typeof PaperBody>

const NumberBody = z.object({
  providerId: z.string(),
  offerId: z.string(),
  planId: z.string(),
  planName: z.string(),
  number: z.string(),
  kind: z.string(),
  place: z.object({ country: z.string(), regionName: z.string().optional(), city: z.string().optional() }),
  monthly: MoneyBody,
  setup: MoneyBody,
})

/** A PBX order without any personal data of the registration. */
export const ProvisioningDetailBody = ProvisioningItemBody.extend({
  admin: z.object({
    username: z.string(),
    email: z.string(),
    timeZone: z.string(),
    language: z.string(),
    group: z.string(),
  }),
  chosenNumber: NumberBody,
  registration: z
    .object({
      requirementId: z.string(),
      party: z.enum(['personal', 'business']),
      route: z.enum(['portal-upload', 'api-upload', 'order-first']),
      requiredFields: z.array(FieldName),
      proofs: z.array(
        z.object({
          of: PaperKind,
          quantity: z.int(),
          accepted: z.array(z.object({ proofTypeId: z.string(), name: z.string() })),
        }),
      ),
      papers: z.array(PaperBody),
      portalUrl: z
        .string()
        .optional()
        .describe("The carrier's page where papers are uploaded by hand (R187)."),
      problems: z.array(RegistrationProblemBody).describe('What the carrier said last.'),
    })
    .optional(),
  correction: z
    .object({
      requestedAt: Instant,
      submittedAt: Instant.optional(),
      expiresAt: Instant,
      fields: z.array(FieldName),
      proofsOf: z.array(PaperKind),
      message: z.string(),
    })
    .optional(),
  waiting: z
    .object({
      for: z.string(),
      since: Instant,
      lookAgainAt: Instant.optional(),
      escalateAt: Instant.optional(),
    })
    .optional(),
  carrierOrder: z
    .object({ orderId: z.string(), verificationId: z.string().optional(), round: z.int() })
    .optional(),
  tenant: z.object({ tenantId: z.string(), loginUrl: z.string() }).optional(),
  claim: z
    .object({ sentAt: Instant, expiresAt: Instant, usedAt: Instant.optional(), times: z.int() })
    .optional(),
}).meta({ id: 'ProvisioningDetail' })
export type ProvisioningDetailBody = z.infer<typeof ProvisioningDetailBody>

/** The personal data of a registration; each reading is audited (R200). */
export const RegistrationReviewBody = z
  .object({
    party: z.enum(['personal', 'business']),
    version: z.int(),
    values: z.partialRecord(FieldName, z.string()),
    isPlaceMatched: z.boolean().describe("The city is one of the carrier's own places."),
    problems: z.array(RegistrationProblemBody).describe('Missing fields, impossible dates, mismatches.'),
  })
  .meta({ id: 'RegistrationReview' })
export type RegistrationReviewBody = z.infer<typeof RegistrationReviewBody>

/** Largest paper: 10 MB (R202). */
export const mostPaperBytes = 10 * 1024 * 1024

export const UploadPaperRequest = z
  .object({
    of: PaperKind,
    proofTypeId: z.string().min(1).max(100),
    fileName: textOf(200),
    contentBase64: z
      .string()
      .min(1)
      .max(Math.ceil(mostPaperBytes / 3) * 4 + 4)
      .describe('JPG, PNG or PDF, 10 MB at most.'),
    issuedOn: Day.optional().describe('Date on the paper; needed for a proof of address.'),
    expiresOn: Day.optional().describe('Where the paper says until when it is valid.'),
    nameOnPaper: textOf(200).describe('As it stands on the paper; compared with the order.'),
    addressOnPaper: textOf(300).optional().describe('Needed for a proof of address.'),
    registrationNumberOnPaper: textOf(100).optional().describe('Needed for a proof of business.'),
    isLegible: z.boolean().describe('Legible, all corners visible, no glare.'),
  })
  .meta({ id: 'UploadPaperRequest' })
export type UploadPaperRequest = z.infer<typeof UploadPaperRequest>

/** Either the paper, or why it would be refused. */
export const UploadPaperBody = z
  .object({ paper: PaperBody.optional(), problems: z.array(RegistrationProblemBody) })
  .meta({ id: 'UploadPaperAnswer' })
export type UploadPaperBody = z.infer<typeof UploadPaperBody>

export const DeletePaperRequest = z.object({ reason: Reason }).meta({ id: 'DeletePaperRequest' })
export const MarkDocumentsRequest = z
  .object({ reason: Reason.optional() })
  .meta({ id: 'MarkDocumentsRequest' })

const DialogPlanBody = z.object({
  planId: z.string(),
  kind: z.enum(['per-minute', 'unlimited', 'channels']),
  name: z.string(),
  channels: z.int().optional(),
  monthly: MoneyBody,
  setup: MoneyBody,
  perMinute: z.object({ amount: z.string(), currency: z.string() }).optional(),
  subtotal: MoneyBody.describe('Monthly and setup together.'),
  vat: MoneyBody.optional(),
  total: MoneyBody,
})

const DialogOfferBody = z.object({
  offerId: z.string(),
  number: z.string(),
  place: z.object({ country: z.string(), regionName: z.string().optional(), city: z.string().optional() }),
  kind: z.string(),
  plans: z.array(DialogPlanBody),
})

/** The number dialog (R191 to R194). */
export const NumberDialogBody = z
  .object({
    original: z.object({
      number: z.string(),
      isAvailable: z.boolean(),
      warning: z.string().optional().describe('"Original DID No Longer Available" where it is gone.'),
      offer: DialogOfferBody.optional(),
      chosenPlanId: z.string(),
    }),
    alternatives: z.array(DialogOfferBody).describe('From the same place; other numbers only.'),
    canPlace: z.boolean().describe('The order waits for this decision.'),
    canReplace: z
      .boolean()
      .describe('The carrier said that the number is gone; another one may take its place.'),
  })
  .meta({ id: 'NumberDialog' })
export type NumberDialogBody = z.infer<typeof NumberDialogBody>

const NumberChoice = {
  offerId: z.string().min(1).max(300),
  planId: z.string().min(1).max(100),
}
export const PlaceNumberRequest = z
  .object({ ...NumberChoice, reason: Reason.optional() })
  .meta({ id: 'PlaceNumberRequest' })
export type PlaceNumberRequest = z.infer<typeof PlaceNumberRequest>
export const ReplaceNumberRequest = z
  .object({ ...NumberChoice, reason: Reason })
  .meta({ id: 'ReplaceNumberRequest' })
export type ReplaceNumberRequest = z.infer<typeof ReplaceNumberRequest>

export const ResetPurchaseRequest = z.object({ reason: Reason }).meta({ id: 'ResetPurchaseRequest' })

export const CorrectionRequest = z
  .object({
    fields: z.array(FieldName).max(registrationFields.length),
    proofsOf: z.array(PaperKind).max(3).default([]).describe('Papers that the customer should send anew.'),
    message: textOf(1_000).describe('For the customer: what is wrong and what to enter.'),
  })
  .refine(({ fields, proofsOf }) => fields.length + proofsOf.length > 0, 'Name what is to be corrected.')
  .meta({ id: 'CorrectionRequest' })
export type CorrectionRequest = z.infer<typeof CorrectionRequest>

export const GatewayStatusBody = z
  .object({
    gateways: z.array(
      z.object({
        gatewayId: z.string(),
        name: z.string(),
        status: z.enum(['registered', 'trying', 'failed', 'not-registering', 'absent']),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'GatewayStatus' })
export type GatewayStatusBody = z.infer<typeof GatewayStatusBody>
