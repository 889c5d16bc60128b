import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({ orderId: z.string() })
const Result = z.object({ status: z.literal('active') })

/** Accepts the order in billing: services become active and the customer is charged (R087, R107). */
export const acceptBillingOrder = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.accept-order',
  role: 'billing',
  input: Input,
  result: Result,
  describe: ({ orderId }) => `Billing order ${orderId} accepted`,
  calls: 3,
  // An order that is active already is success, so asking again does no harm.
  repeatable: () => true,
  async find({ orderId }, { services }) {
    const order = await services.ports.billing.readOrder(orderId)
    return order?.status === 'active' ? { status: 'active' } : undefined
  },
  async apply({ orderId }, { services }) {
    await services.ports.billing.acceptOrder(orderId)
    return { status: 'active' }
  },
})
