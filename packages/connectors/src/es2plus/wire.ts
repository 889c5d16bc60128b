import { z } from 'zod'

/** SGP.22 section 5.3, JSON binding 6.5; only the fields that are needed. */
export const StatusCodeData = z.object({
  subjectCode: z.string(),
  reasonCode: z.string(),
  subjectIdentifier: z.string().nullish(),
  message: z.string().nullish(),
})
export type StatusCodeData = z.infer<typeof StatusCodeData>

export const FunctionStatus = z.object({
  status: z.enum(['Executed-Success', 'Executed-WithWarning', 'Failed', 'Expired']),
  statusCodeData: StatusCodeData.nullish(),
})
export type FunctionStatus = z.infer<typeof FunctionStatus>

export const Reply = z.object({
  header: z.object({ functionExecutionStatus: FunctionStatus }),
  iccid: z.string().nullish(),
  matchingId: z.string().nullish(),
  smdpAddress: z.string().nullish(),
})
export type Reply = z.infer<typeof Reply>

/** handleDownloadProgressInfo, which the SM-DP+ posts to the operator. */
export const DownloadProgressInfo = z.object({
  iccid: z.string().regex(/^\d{18,20}F{0,2}$/i),
  notificationPointId: z.coerce.number().int(),
  timestamp: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  notificationPointStatus: z.object({ status: z.string() }),
})

export const adminProtocolPrefix = 'gsma/rsp/v'

/** ICCIDs of 19 digits may be padded with an F to fill the last byte. */
export function withoutPadding(iccid: string): string {
  return iccid.replace(/F+$/i, '')
}
