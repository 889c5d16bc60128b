import { z } from 'zod'

/** Our own contract (README): no public standard covers the subscriber side of a SIM. */
export const WireLine = z.object({
  lineId: z.string().min(1),
  status: z.enum(['active', 'suspended', 'terminated']),
  msisdn: z
    .string()
    .regex(/^\+\d{6,15}$/)
    .optional(),
})
export type WireLine = z.infer<typeof WireLine>

export const WireTopUp = z.object({ topUpId: z.string().min(1) })
export type WireTopUp = z.infer<typeof WireTopUp>

export const WireProblem = z.object({ code: z.string(), message: z.string() })
