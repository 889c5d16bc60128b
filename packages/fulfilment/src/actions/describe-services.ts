import { iccidFieldName } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({
  clientId: z.string(),
  services: z.array(z.object({ serviceId: z.string(), maskedIccid: z.string().nullable() })),
  reason: z.string().optional(),
  /** Where the order in hand is none of the CRM's: the one by which the service came to be. */
  crmOrderId: z.string().optional(),
})
const Result = z.object({ described: z.number().int() })

/** Writes the masked ICCID and a note with the correlation id to each service in billing (R114, R115). */
export const describeServices = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.describe-services',
  role: 'billing',
  input: Input,
  result: Result,
  describe: ({ services }) =>
    `${services.length} ${services.length === 1 ? 'service' : 'services'} described in billing`,
  repeatable: () => true,
  calls: 10,
  async apply(
    { clientId, services: described, reason, crmOrderId },
    { services, order, correlationId, ref },
  ) {
    const sfOrderId = order.crmOrderId ?? crmOrderId
    for (const { serviceId, maskedIccid } of described) {
      const parts = [
        reason,
        `ref=${ref}`,
        sfOrderId && `sfOrderId=${sfOrderId}`,
        `correlation=${correlationId}`,
      ]
      await services.ports.billing.describeService(clientId, serviceId, {
        ...(maskedIccid ? { customFields: { [iccidFieldName]: maskedIccid } } : {}),
        note: parts.filter(Boolean).join(' '),
      })
    }
    return { described: described.length }
  },
})
