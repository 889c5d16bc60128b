import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({ crmOrderId: z.string() })
const Result = z.object({ status: z.literal('activating') })

/** Shows in the CRM that work has begun (R091); only in the webhook profile, see X07. */
export const markActivating = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'crm.mark-activating',
  role: 'crm',
  input: Input,
  result: Result,
  describe: () => 'CRM order marked as activating',
  // Not safe to repeat: the lost request may arrive when the order is provisioned already, and would hide that.
  async find({ crmOrderId }, { services }) {
    const order = await services.ports.crm.readOrder(crmOrderId)
    return order?.status === 'activating' ? { status: 'activating' } : undefined
  },
  async apply({ crmOrderId }, { services, order }) {
    const at = services.clock.now().toISOString()
    await services.ports.crm.reportOrder(crmOrderId, {
      status: 'activating',
      at,
      attemptCount: order.generation,
    })
    return { status: 'activating' }
  },
})
