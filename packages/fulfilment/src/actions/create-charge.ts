import { z } from 'zod'
import { defineAction } from '../action.ts'
import { MoneyInput } from './money-input.ts'

const Input = z.object({ clientId: z.string(), description: z.string(), amount: MoneyInput })
const Result = z.object({ invoiceId: z.string() })

/** One invoice for a top-up, marked with our ref (R115). */
export const createCharge = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.create-charge',
  role: 'billing',
  input: Input,
  result: Result,
  describe: ({ description }) => `Invoice made: ${description}`,
  lookFirst: true,
  calls: 2,
  async find({ clientId }, { services, ref }) {
    const charge = await services.ports.billing.findCharge(clientId, ref)
    return charge && { invoiceId: charge.invoiceId }
  },
  apply: (input, { services, ref }) => services.ports.billing.createCharge(input, ref),
  undo: async (result, _input, { services }) => {
    if (result) await services.ports.billing.cancelCharge(result.invoiceId)
  },
})
