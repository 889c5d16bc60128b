import { z } from 'zod'
import { Instant, textOf } from '../common.ts'

export const OpenCaseRequest = z.object({ subject: textOf(200), message: textOf(10_000) }).meta({
  id: 'OpenCaseRequest',
  examples: [{ subject: 'My line is slow', message: 'Since Monday evening I get 20 Mbit/s at most.' }],
})
export type OpenCaseRequest = z.infer<typeof OpenCaseRequest>

export const CaseBody = z
  .object({
    caseNumber: z.string().optional(),
    type: z.enum(['Eligibility Check', 'ID Verification', 'Cancellation Request', 'General Inquiry']),
    subject: z.string(),
    status: z.string(),
    createdAt: Instant.optional(),
  })
  .meta({ id: 'Case' })
export type CaseBody = z.infer<typeof CaseBody>

export const CaseListBody = z.object({ cases: z.array(CaseBody) }).meta({ id: 'CaseList' })
export type CaseListBody = z.infer<typeof CaseListBody>
