import { ProviderError } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({ clientId: z.string() })
const Result = z.object({ paymentMethods: z.number().int() })

/** Checks again, just before money matters, that the customer still has a payment method (R085). */
export const checkPaymentMethod = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.check-payment-method',
  role: 'billing',
  input: Input,
  result: Result,
  describe: () => 'Payment method checked',
  repeatable: () => true,
  async apply({ clientId }, { services }) {
    const methods = await services.ports.billing.listPaymentMethods(clientId)
    if (methods.length === 0) {
      throw new ProviderError('rejected', {
        code: 'PAYMENT_METHOD_MISSING',
        connector: services.connectorOf.billing,
        operation: 'listPaymentMethods',
        message: 'Payment Method Missing. The customer has to add a payment method; then retry.',
      })
    }
    return { paymentMethods: methods.length }
  },
})
