import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({ clientId: z.string(), invoiceId: z.string() })
const Result = z.object({ invoiceId: z.string() })

/**
 * Takes the money for an invoice from the stored payment method; an invoice that is paid already is success. A gateway
 * may still be charging when the invoice looks unpaid, so a lost answer that never turns into a paid invoice parks.
 */
export const capturePayment = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.capture-payment',
  role: 'billing',
  input: Input,
  result: Result,
  describe: ({ invoiceId }) => `Invoice ${invoiceId} paid`,
  calls: 3,
  parksWhenAbsent: true,
  async find({ clientId, invoiceId }, { services }) {
    const invoice = await services.ports.billing.readInvoice(clientId, invoiceId)
    return invoice?.status === 'Paid' ? { invoiceId } : undefined
  },
  async apply({ clientId, invoiceId }, { services }) {
    await services.ports.billing.capturePayment(clientId, invoiceId)
    return { invoiceId }
  },
})
