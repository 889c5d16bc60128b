import type { NumberOrder } from '@turnup/domain'
import { z } from 'zod'
import { defineAction, type Effect } from '../../action.ts'
import { carrierOf } from './carrier.ts'

const Input = z.object({
  providerId: z.string(),
  offerId: z.string(),
  planId: z.string(),
  /** E.164; for people, and until the carrier says which number it is. */
  number: z.string(),
  /** Our reference of the carrier's reservation; null where there is none. */
  holdRef: z.string().nullable(),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Result = z.object({
  ref: z.string(),
  orderId: z.string(),
  numberId: z.string().nullable(),
  number: z.string(),
})

function resultOf(order: NumberOrder, { number }: Input, ref: string): z.infer<typeof Result> {
  return {
    ref,
    orderId: order.orderId,
    numberId: order.numberId ?? null,
    number: order.number ?? number,
  }
}

/** What a person decides in the number dialog (R191 to R194). */
const NumberDecision = z.strictObject({
  offerId: z.string(),
  planId: z.string(),
  number: z.string(),
  holdRef: z.string().nullable(),
})

/** Buys the number. It costs money, so it is looked for before and after (R188). */
export const orderNumber = defineAction<Input, z.infer<typeof Result>>({
  name: 'number.order',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ number, providerId }) => `Number ${number} ordered at ${providerId}`,
  lookFirst: true,
  calls: 4,
  decision: NumberDecision,
  async find(input, { services, ref }) {
    const order = await carrierOf(services, input.providerId).findOrder(ref)
    return order && resultOf(order, input, ref)
  },
  async apply(input, effect) {
    const { providerId, offerId, planId } = input
    const reservationId = await reservationOf(input, effect)
    const order = await carrierOf(effect.services, providerId).orderNumber(
      { offerId, planId, ...(reservationId ? { reservationId } : {}) },
      effect.ref,
    )
    return resultOf(order, input, effect.ref)
  },
  // The step of a former round stands under another key, so its result says under which reference it was bought.
  undo: (result, { providerId }, { services, ref }) =>
    carrierOf(services, providerId).releaseNumber(result?.ref ?? ref),
})

/** What the customer's hold is called at the carrier, as long as it lasts. */
async function reservationOf(
  { providerId, holdRef }: Input,
  { services }: Effect,
): Promise<string | undefined> {
  const carrier = carrierOf(services, providerId)
  if (!holdRef || !carrier.canReserve) return undefined
  return (await carrier.findReservation(holdRef))?.reservationId
}
