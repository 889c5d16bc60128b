import { z } from 'zod'
import { defineAction } from '../action.ts'
import { MoneyInput } from './money-input.ts'

const Input = z.object({
  clientId: z.string(),
  crmOrderId: z.string(),
  promoCode: z.string().nullable(),
  notes: z.string().nullable(),
  lines: z
    .array(
      z.object({
        billingProductId: z.string(),
        billingCycle: z.enum(['monthly', 'annually', 'one-time']),
        quantity: z.number().int().positive(),
        configOptions: z.record(z.string(), z.string()),
        priceOverride: MoneyInput.nullable(),
      }),
    )
    .min(1),
})
const Result = z.object({ orderId: z.string(), serviceIds: z.array(z.string()) })

/**
 * Places the order in billing (AddOrder). It has no idempotency key, so it is looked for before and after, and only
 * one is under way for a client at a time (R103, R104, R106).
 */
export const addBillingOrder = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'billing.add-order',
  role: 'billing',
  input: Input,
  result: Result,
  describe: ({ lines }) =>
    `Billing order placed with ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`,
  lookFirst: true,
  calls: 4,
  flight: ({ clientId }) => `billing-order:${clientId}`,
  async find({ clientId }, { services, ref }) {
    const order = await services.ports.billing.findOrder(clientId, ref)
    return order && order.status !== 'cancelled'
      ? { orderId: order.orderId, serviceIds: order.serviceIds }
      : undefined
  },
  async apply(input, { services, order, ref }) {
    const { orderId, serviceIds } = await services.ports.billing.addOrder(
      {
        clientId: input.clientId,
        crmOrderId: input.crmOrderId,
        customerNumber: order.customerNumber,
        ...(input.promoCode ? { promoCode: input.promoCode } : {}),
        ...(input.notes ? { notes: input.notes } : {}),
        lines: input.lines.map(({ priceOverride, ...line }) => ({
          ...line,
          ...(priceOverride ? { priceOverride } : {}),
        })),
      },
      ref,
    )
    return { orderId, serviceIds }
  },
  undo: async (result, _input, { services }) => {
    if (result) await services.ports.billing.cancelOrder(result.orderId)
  },
})
