import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { carrierOf } from './carrier.ts'

const Input = z.object({ providerId: z.string(), orderRef: z.string(), number: z.string() })
const Result = z.object({ released: z.literal(true) })

/** Gives up the number of a purchase that is started over (R195). */
export const releaseNumber = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'number.release',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ number, providerId }) => `Number ${number} given up at ${providerId}`,
  repeatable: () => true,
  calls: 3,
  async apply({ providerId, orderRef }, { services }) {
    await carrierOf(services, providerId).releaseNumber(orderRef)
    return { released: true }
  },
})
