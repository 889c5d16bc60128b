import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { carrierOf } from './carrier.ts'

const Input = z.object({ providerId: z.string(), orderRef: z.string(), trunkId: z.string() })
const Result = z.object({ trunkId: z.string() })

/** Sends calls to the number into the trunk (R181). Releasing the number takes it back. */
export const routeNumber = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'number.route',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId }) => `Calls to the number routed to the trunk at ${providerId}`,
  repeatable: () => true,
  calls: 3,
  async find({ providerId, orderRef, trunkId }, { services }) {
    const routing = await carrierOf(services, providerId).findRouting(orderRef)
    return routing?.trunkId === trunkId ? { trunkId } : undefined
  },
  async apply({ providerId, orderRef, trunkId }, { services }) {
    await carrierOf(services, providerId).routeNumber(orderRef, { trunkId })
    return { trunkId }
  },
})
