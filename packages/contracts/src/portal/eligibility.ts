import { z } from 'zod'
import { Instant, textOf } from '../common.ts'

export const EligibilityRequest = z
  .object({
    address: textOf(300)
      .optional()
      .describe('Where the service is wanted, when it is not the billing address.'),
    notes: textOf(1000).optional(),
  })
  .meta({ id: 'EligibilityRequest', examples: [{ notes: 'Second floor, the riser is in the hall.' }] })
export type EligibilityRequest = z.infer<typeof EligibilityRequest>

export const EligibilityBody = z
  .object({
    status: z.enum(['NotRequested', 'Pending', 'Checked']),
    result: z.string().optional().describe('The result in the words of customer service, once checked.'),
    dwelling: z.enum(['Home', 'Apartment']).optional(),
    tier: z.enum(['1G', '100Mb']).optional(),
    requestedAt: Instant.optional(),
    checkedAt: Instant.optional(),
  })
  .meta({ id: 'Eligibility', examples: [{ status: 'Pending', requestedAt: '2026-03-01T09:30:00.000Z' }] })
export type EligibilityBody = z.infer<typeof EligibilityBody>

/** What was submitted, not the documents: those go to customer service by the way it asks for. */
export const IdVerificationRequest = z
  .object({
    documentType: z.enum(['passport', 'national-id', 'driving-licence', 'residence-permit', 'other']),
    issuingCountry: textOf(80, 2).describe('ISO 3166 code or English name.'),
    files: z
      .array(
        z.object({
          name: textOf(200),
          contentType: z
            .string()
            .regex(/^[\w.+-]+\/[\w.+-]+$/)
            .max(100),
          sizeBytes: z.int().positive().max(50_000_000),
        }),
      )
      .max(10)
      .default([])
      .describe('Names, kinds and sizes of what was submitted.'),
    notes: textOf(1000).optional(),
  })
  .meta({
    id: 'IdVerificationRequest',
    examples: [
      {
        documentType: 'passport',
        issuingCountry: 'US',
        files: [{ name: 'passport.jpg', contentType: 'image/jpeg', sizeBytes: 482_133 }],
      },
    ],
  })
export type IdVerificationRequest = z.infer<typeof IdVerificationRequest>

export const IdVerificationBody = z
  .object({
    status: z.enum(['NotSubmitted', 'Pending', 'Verified', 'Rejected']),
    submittedAt: Instant.optional(),
    verifiedAt: Instant.optional(),
    rejectionMessage: z.string().optional().describe('Why it was rejected, for the customer (R070).'),
  })
  .meta({
    id: 'IdVerification',
    examples: [{ status: 'Rejected', rejectionMessage: 'The photo is blurred.' }],
  })
export type IdVerificationBody = z.infer<typeof IdVerificationBody>
