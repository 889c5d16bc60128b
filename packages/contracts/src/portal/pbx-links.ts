import { registrationFields } from '@turnup/domain'
import { z } from 'zod'
import { Instant, textOf } from '../common.ts'
import { paperKinds } from '../console/provisioning.ts'

/** From behind the # of the link; never in an address that a server sees. */
const Token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a link of ours')
const FieldName = z.enum(registrationFields)

export const LinkRequest = z.object({ token: Token }).meta({ id: 'PbxLinkRequest' })
export type LinkRequest = z.infer<typeof LinkRequest>

/** Only what is to be corrected; values that were entered before are not shown to whoever has the link (X43). */
export const CorrectionFormBody = z
  .object({
    company: z.string(),
    orderNumber: z.string(),
    message: z.string(),
    fields: z.array(
      z.object({ name: FieldName, kind: z.enum(['text', 'long-text', 'date', 'phone', 'email', 'country']) }),
    ),
    proofsOf: z.array(z.enum(paperKinds)).describe('Papers that customer service will ask for.'),
    expiresAt: Instant,
  })
  .meta({ id: 'CorrectionForm' })
export type CorrectionFormBody = z.infer<typeof CorrectionFormBody>

export const SubmitCorrectionRequest = z
  .object({ token: Token, values: z.partialRecord(FieldName, textOf(500)) })
  .meta({ id: 'SubmitCorrectionRequest' })
export type SubmitCorrectionRequest = z.infer<typeof SubmitCorrectionRequest>

/** Whose password is set by the link (X27). */
export const ClaimBody = z
  .object({
    company: z.string(),
    domain: z.string(),
    username: z.string(),
    loginUrl: z.string(),
    expiresAt: Instant,
  })
  .meta({ id: 'PbxClaim' })
export type ClaimBody = z.infer<typeof ClaimBody>

export const UseClaimRequest = z
  .object({ token: Token, password: z.string().max(200), confirmPassword: z.string().max(200) })
  .meta({ id: 'UsePbxClaimRequest' })
export type UseClaimRequest = z.infer<typeof UseClaimRequest>

export const UsedClaimBody = z
  .object({ loginUrl: z.string(), username: z.string() })
  .meta({ id: 'UsedPbxClaim' })
export type UsedClaimBody = z.infer<typeof UsedClaimBody>
