import { z } from 'zod'
import { defineAction } from '../../action.ts'

const Input = z.object({
  tenantId: z.string(),
  /** E.164 */
  number: z.string(),
  callingCode: z.string(),
  extension: z.string(),
  description: z.string(),
  /** What the tenant was set up to show; the number takes its place where it became another one. */
  callerId: z.string(),
})
const Result = z.object({ number: z.string() })

/** The inbound route: the number rings at the tenant's first extension (R181). */
export const assignNumber = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'voice.assign-number',
  role: 'voice',
  input: Input,
  result: Result,
  describe: ({ number, extension }) => `Number ${number} rings at extension ${extension}`,
  repeatable: () => true,
  calls: 2,
  async find({ tenantId, number }, { services }) {
    const found = await services.ports.voice.findNumber(number)
    return found?.tenantId === tenantId ? { number } : undefined
  },
  async apply({ tenantId, callerId, ...to }, { services, ref }) {
    const { voice } = services.ports
    if (callerId === to.number) await voice.assignNumber(tenantId, to, ref)
    else await voice.replaceNumber({ tenantId, from: callerId, to }, ref)
    return { number: to.number }
  },
  undo: (_result, { tenantId, number }, { services }) => services.ports.voice.removeNumber(tenantId, number),
})
