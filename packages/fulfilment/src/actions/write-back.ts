import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({
  crmOrderId: z.string(),
  billingOrderId: z.string(),
  maskedIccid: z.string().nullable(),
  items: z.array(z.object({ crmItemId: z.string(), billingServiceId: z.string() })),
})
const Result = z.object({ status: z.literal('provisioned') })

/** Writes billing ids, the masked ICCID and "Provisioned" into the CRM's order (R088, R107, R116, R117). */
export const writeBack = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'crm.write-back',
  role: 'crm',
  input: Input,
  result: Result,
  describe: () => 'CRM order written back as provisioned',
  repeatable: () => true,
  calls: 2,
  async apply({ crmOrderId, billingOrderId, maskedIccid, items }, { services, order }) {
    await services.ports.crm.reportOrder(crmOrderId, {
      status: 'provisioned',
      at: services.clock.now().toISOString(),
      billingOrderId,
      attemptCount: order.generation,
      ...(maskedIccid ? { maskedIccid } : {}),
      items,
    })
    return { status: 'provisioned' }
  },
})
