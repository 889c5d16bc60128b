import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { kindOf } from './esim-contract.ts'
import { freshRef, type NumberHarness, oneOffer, orderOf } from './number-provider-harness.ts'

const day = 24 * 60 * 60_000

/** Holding a chosen number for a while, or saying plainly that this carrier cannot. */
export function describeReserving(harness: () => NumberHarness, canReserve: boolean): void {
  describe('reserving', () => {
    test('the connector says whether its carrier can hold a number', () => {
      expect(harness().provider.canReserve).toBe(canReserve)
    })

    if (!canReserve) {
      test('where the carrier cannot, asking is refused, and looking and releasing do no harm', async () => {
        const { provider } = harness()
        const ref = freshRef('reserve')
        const refused = await failureOf(provider.reserveNumber((await oneOffer(harness())).offerId, ref))
        expect([refused.kind, refused.code]).toEqual(['rejected', 'RESERVATION_NOT_OFFERED'])
        expect((await failureOf(provider.extendReservation(ref))).code).toBe('RESERVATION_NOT_OFFERED')
        expect(await provider.findReservation(ref)).toBeUndefined()
        await provider.releaseReservation(ref)
        expect(
          harness()
            .journal.list()
            .filter(({ effect }) => effect === 'write'),
        ).toEqual([])
      })
      return
    }

    test('a reserved number is found by its reference and cannot be reserved or bought under another', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('reserve')
      expect(await provider.findReservation(ref)).toBeUndefined()
      const held = await provider.reserveNumber(offer.offerId, ref)
      expect(held).toMatchObject({ offerId: offer.offerId, number: offer.number })
      expect(Date.parse(held.expiresAt)).toBeGreaterThan(0)
      expect(await provider.findReservation(ref)).toEqual(held)
      const second = await failureOf(provider.reserveNumber(offer.offerId, freshRef('reserve')))
      expect([second.kind, second.code]).toEqual(['rejected', 'NUMBER_TAKEN'])
      const buyer = await failureOf(provider.orderNumber(orderOf(offer), freshRef('order')))
      expect([buyer.kind, buyer.code]).toEqual(['rejected', 'NUMBER_TAKEN'])
    })

    test('a reservation whose answer is lost is unknown and can be found', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('reserve')
      harness().breakNext('reserve', { kind: 'timeout-after-write' })
      expect(await kindOf(provider.reserveNumber(offer.offerId, ref))).toBe('outcome-unknown')
      expect((await provider.findReservation(ref))?.number).toBe(offer.number)
    })

    test('a reserved number is bought with its reservation', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const { reservationId } = await provider.reserveNumber(offer.offerId, freshRef('reserve'))
      const ref = freshRef('order')
      await provider.orderNumber({ ...orderOf(offer), reservationId }, ref)
      await harness().settleOrders()
      expect(await provider.findOrder(ref)).toMatchObject({ status: 'active', number: offer.number })
    })

    test('a reservation runs out by itself, and its number can still be bought with it while it is free', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('reserve')
      const { reservationId } = await provider.reserveNumber(offer.offerId, ref)
      harness().passTime(day)
      expect(await provider.findReservation(ref)).toBeUndefined()
      const late = await failureOf(provider.extendReservation(ref))
      expect([late.kind, late.code]).toEqual(['rejected', 'RESERVATION_EXPIRED'])
      await provider.orderNumber({ ...orderOf(offer), reservationId }, freshRef('order'))
      expect(harness().count().numbers).toBe(1)
    })

    test('extending holds the number longer; releasing frees it, also twice', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('reserve')
      const first = await provider.reserveNumber(offer.offerId, ref)
      harness().passTime(60_000)
      const second = await provider.extendReservation(ref)
      expect(Date.parse(second.expiresAt)).toBeGreaterThan(Date.parse(first.expiresAt))
      expect(await provider.findReservation(ref)).toEqual(second)
      await provider.releaseReservation(ref)
      await provider.releaseReservation(ref)
      expect(await provider.findReservation(ref)).toBeUndefined()
      await provider.reserveNumber(offer.offerId, freshRef('reserve'))
    })
  })
}
