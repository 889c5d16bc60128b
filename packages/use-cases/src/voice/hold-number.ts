import type { HoldNumberRequest, NumberHoldBody } from '@turnup/contracts'
import {
  accept,
  type NumberProvider,
  numberHoldRef,
  type Outcome,
  ProviderError,
  refuse,
} from '@turnup/domain'
import {
  dropNumberHold,
  extendNumberHold,
  holdNumber,
  listNumberHolds,
  markNumberReserved,
  type NumberHold,
  readNumberHold,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { refusedByCarrier } from './carrier-refusal.ts'
import { carrierName, carrierOf } from './carriers.ts'
import { findNumberProduct } from './number-product.ts'
import { offerBody } from './search-numbers.ts'

export const holdMinutes = 10
export const mostHoldExtensions = 2
const holdMs = holdMinutes * 60_000

const taken = () => refuse('conflict', 'NUMBER_TAKEN', 'This number has just been taken. Choose another one.')
const ranOut = () =>
  refuse('conflict', 'HOLD_EXPIRED', 'The time for this number has run out. Choose it again.')
const unknown = () => refuse('not-found', 'HOLD_UNKNOWN', 'You have chosen no such number. Choose one.')

/**
 * Chooses a number for ten minutes: nobody else here can choose it meanwhile, and where the carrier can reserve, nobody
 * anywhere. What the customer held before is given up. Choosing the same number again changes nothing.
 */
export async function chooseNumber(
  ctx: Context,
  { product, offerId }: HoldNumberRequest,
): Promise<Outcome<NumberHoldBody>> {
  return asCustomer(ctx, ({ customerId }) =>
    oneAtATime(ctx, `number-hold:${customerId}`, async () => {
      const found = await findNumberProduct(ctx, product)
      if (!found.ok) return found
      const { carrier, carrierId } = found.value
      const before = await listNumberHolds(ctx.db, customerId)
      const at = ctx.clock.now()
      // What we have reserved ourselves, the carrier does not offer any more.
      const same = before.find((one) => one.provider === carrierId && one.offer.offerId === offerId)
      if (same && same.expiresAt > at) return accept(holdBody(ctx, same))
      if (same) await giveUp(ctx, same)
      const offer = await refusedByCarrier(async () => accept(await carrier.readOffer(offerId)))
      if (!offer.ok) return offer
      if (!offer.value) return taken()
      const expiresAt = new Date(at.getTime() + holdMs)
      const hold = await holdNumber(ctx.db, {
        provider: carrierId,
        customerId,
        offer: offer.value,
        at,
        expiresAt,
      })
      if (!hold) return taken()
      const reserved = await reserve(ctx, carrier, hold)
      if (!reserved.ok) return reserved
      for (const one of before) if (one !== same) await giveUp(ctx, one)
      return accept(holdBody(ctx, reserved.value))
    }),
  )
}

/** Ten minutes more from now, twice at most. */
export async function extendNumber(ctx: Context, holdId: string): Promise<Outcome<NumberHoldBody>> {
  return asCustomer(ctx, ({ customerId }) =>
    oneAtATime(ctx, `number-hold:${customerId}`, async () => {
      const hold = await readNumberHold(ctx.db, holdId, customerId)
      if (!hold || hold.orderId) return unknown()
      if (hold.extensionCount >= mostHoldExtensions) {
        const message =
          'The time for this number cannot be extended any more. Finish the order, or choose it again.'
        return refuse('conflict', 'HOLD_NOT_EXTENDABLE', message)
      }
      const at = ctx.clock.now()
      const change = { at, expiresAt: new Date(at.getTime() + holdMs), most: mostHoldExtensions }
      const extended = await extendNumberHold(ctx.db, holdId, change)
      if (!extended) return ranOut()
      const carrier = carrierOf(ctx, extended.provider)
      const reserved = carrier ? await reserve(ctx, carrier, extended) : accept(extended)
      return reserved.ok
        ? accept(holdBody(ctx, { ...reserved.value, expiresAt: change.expiresAt }))
        : reserved
    }),
  )
}

/** What the customer has chosen, for a page that was loaded again. */
export async function readNumber(ctx: Context, holdId: string): Promise<Outcome<NumberHoldBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const hold = await readNumberHold(ctx.db, holdId, customerId)
    return hold && !hold.orderId ? accept(holdBody(ctx, hold)) : unknown()
  })
}

/** Gives the number up. One that was given up before is no fault. */
export async function releaseNumber(ctx: Context, holdId: string): Promise<Outcome<undefined>> {
  return asCustomer(ctx, ({ customerId }) =>
    oneAtATime(ctx, `number-hold:${customerId}`, async () => {
      const hold = await readNumberHold(ctx.db, holdId, customerId)
      if (hold && !hold.orderId) await giveUp(ctx, hold)
      return accept(undefined)
    }),
  )
}

/** Holds it at the carrier too, where that can be done; a carrier that does not answer leaves our own hold alone. */
async function reserve(
  ctx: Context,
  carrier: NumberProvider,
  hold: NumberHold,
): Promise<Outcome<NumberHold>> {
  if (!carrier.canReserve) return accept(hold)
  const ref = numberHoldRef(hold.id)
  return refusedByCarrier(async () => {
    try {
      const reservation =
        (await carrier.findReservation(ref)) ?? (await carrier.reserveNumber(hold.offer.offerId, ref))
      const ends = new Date(Math.min(hold.expiresAt.getTime(), Date.parse(reservation.expiresAt)))
      const expiresAt = hold.extensionCount > 0 ? hold.expiresAt : ends
      await markNumberReserved(ctx.db, hold.id, expiresAt)
      return accept({ ...hold, isReserved: true, expiresAt })
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      if (error.kind === 'rejected' && error.code !== 'RESERVATION_NOT_OFFERED') {
        await dropNumberHold(ctx.db, hold.id)
        throw error
      }
      ctx.log.warn(
        { correlationId: ctx.correlationId, carrier: hold.provider, kind: error.kind, code: error.code },
        'A chosen number is held here alone.',
      )
      return accept(hold)
    }
  })
}

/** What the carrier does not hear ends there by itself. */
async function giveUp(ctx: Context, hold: NumberHold): Promise<void> {
  await dropNumberHold(ctx.db, hold.id)
  const carrier = carrierOf(ctx, hold.provider)
  if (!hold.isReserved || !carrier) return
  try {
    await carrier.releaseReservation(numberHoldRef(hold.id))
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    ctx.log.warn(
      { correlationId: ctx.correlationId, carrier: hold.provider, kind: error.kind, code: error.code },
      'A reservation ends by itself.',
    )
  }
}

function holdBody(ctx: Context, hold: NumberHold): NumberHoldBody {
  const leftMs = hold.expiresAt.getTime() - ctx.clock.now().getTime()
  return {
    holdId: hold.id,
    provider: { id: hold.provider, name: carrierName(hold.provider) },
    offer: offerBody(hold.offer),
    expiresAt: hold.expiresAt.toISOString(),
    secondsLeft: Math.max(0, Math.floor(leftMs / 1000)),
    extensionsLeft: Math.max(0, mostHoldExtensions - hold.extensionCount),
    heldAtCarrier: hold.isReserved,
  }
}
