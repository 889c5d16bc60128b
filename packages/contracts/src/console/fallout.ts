import { z } from 'zod'
import { Instant } from '../common.ts'

export const repairKinds = ['retry', 'change-input', 'adopt', 'skip', 'replace'] as const

/** One cause of fallout with everything stuck on it. */
export const FalloutGroupBody = z
  .object({
    code: z.string(),
    kind: z
      .string()
      .optional()
      .describe('unavailable, throttled, outcome-unknown, rejected, auth or internal'),
    connector: z.string().optional(),
    action: z.string().optional().describe('Absent: no plan could be made, so no step failed.'),
    count: z.int(),
    oldestAt: Instant,
    oldestAgeSeconds: z.int(),
    message: z.string().describe('Of the oldest one.'),
    samples: z.array(
      z.object({ orderId: z.uuid(), crmOrderId: z.string().optional(), step: z.string().optional() }),
    ),
    repairs: z
      .array(z.enum([...repairKinds, 'fulfil', 'cancel', 'resume-connector']))
      .describe('What fits, best first.'),
  })
  .meta({ id: 'FalloutGroup' })
export type FalloutGroupBody = z.infer<typeof FalloutGroupBody>

export const FalloutBody = z
  .object({ groups: z.array(FalloutGroupBody), orders: z.int() })
  .meta({ id: 'Fallout' })
export type FalloutBody = z.infer<typeof FalloutBody>
