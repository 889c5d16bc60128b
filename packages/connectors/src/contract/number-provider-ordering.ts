import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { kindOf } from './esim-contract.ts'
import { freshRef, type NumberHarness, oneOffer, orderOf, someOffers } from './number-provider-harness.ts'

/** Buying a number once, whatever happens to the answer, and giving it up again. */
export function describeOrdering(harness: () => NumberHarness): void {
  describe('ordering', () => {
    test('an ordered number is ours, is found by its reference and by no other, and is offered no more', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('order')
      expect(await provider.findOrder(ref)).toBeUndefined()
      const ordered = await provider.orderNumber(orderOf(offer), ref)
      expect(['pending', 'active']).toContain(ordered.status)
      await harness().settleOrders()
      const found = await provider.findOrder(ref)
      expect(found).toMatchObject({ orderId: ordered.orderId, status: 'active', number: offer.number })
      expect(found?.numberId).toBeTruthy()
      expect(await provider.readOrder(ordered.orderId)).toMatchObject({ ...found })
      expect(await provider.findOrder(`${ref}0`)).toBeUndefined()
      expect(await provider.readOffer(offer.offerId)).toBeUndefined()
      expect(harness().count().numbers).toBe(1)
    })

    test.each(['timeout-after-write', 'http-500-after-write', 'malformed'] as const)(
      'an order whose answer is lost (%s) is unknown, and is found under its reference: one number',
      async (kind) => {
        const { provider } = harness()
        const offer = await oneOffer(harness())
        const ref = freshRef('order')
        harness().breakNext('order', { kind })
        expect(await kindOf(provider.orderNumber(orderOf(offer), ref))).toBe('outcome-unknown')
        await harness().settleOrders()
        expect((await provider.findOrder(ref))?.number).toBe(offer.number)
        expect(harness().count().numbers).toBe(1)
      },
    )

    test('an order that never arrived is unknown, is not found, and is sent again: one number', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('order')
      harness().breakNext('order', { kind: 'timeout-before-write' })
      expect(await kindOf(provider.orderNumber(orderOf(offer), ref))).toBe('outcome-unknown')
      expect(await provider.findOrder(ref)).toBeUndefined()
      await provider.orderNumber(orderOf(offer), ref)
      expect(harness().count().numbers).toBe(1)
    })

    test('a number that somebody else bought between choice and order is refused as taken', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      harness().takeAway(offer.number)
      const error = await failureOf(provider.orderNumber(orderOf(offer), freshRef('order')))
      expect([error.kind, error.code]).toEqual(['rejected', 'NUMBER_TAKEN'])
      expect(harness().count().numbers).toBe(0)
    })

    test('two orders want one number at once: one gets it, the other hears that it is taken', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const refs = [freshRef('order'), freshRef('order')]
      const outcomes = await Promise.allSettled(refs.map((ref) => provider.orderNumber(orderOf(offer), ref)))
      const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(failures.map(({ kind, code }) => [kind, code])).toEqual([['rejected', 'NUMBER_TAKEN']])
      const found = await Promise.all(refs.map((ref) => provider.findOrder(ref)))
      expect(found.filter((order) => order !== undefined)).toHaveLength(1)
      expect(harness().count().numbers).toBe(1)
    })

    test('no money, an unknown plan and a made-up offer are refused as such, and nothing is bought', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const code = async (order: Parameters<typeof provider.orderNumber>[0]) => {
        const error = await failureOf(provider.orderNumber(order, freshRef('order')))
        return [error.kind, error.code]
      }
      expect(await code({ ...orderOf(offer), planId: 'made-up' })).toEqual(['rejected', 'PLAN_NOT_OFFERED'])
      expect(await code({ ...orderOf(offer), offerId: 'made-up' })).toEqual(['rejected', 'OFFER_UNKNOWN'])
      harness().emptyAccount()
      expect(await code(orderOf(offer))).toEqual(['rejected', 'FUNDS_SHORT'])
      expect(harness().count().numbers).toBe(0)
    })

    test('every plan of an offer can be ordered', async () => {
      const { provider } = harness()
      const [first] = await someOffers(harness())
      const plans = first?.plans ?? []
      const offers = await someOffers(harness(), plans.length)
      for (const [index, offer] of offers.slice(0, plans.length).entries()) {
        const planId = offer.plans[index]?.planId ?? ''
        await provider.orderNumber({ offerId: offer.offerId, planId }, freshRef('order'))
      }
      expect(harness().count().numbers).toBe(plans.length)
    })

    test('giving a number up ends it once: again, after a lost answer and for what never was, it succeeds', async () => {
      const { provider } = harness()
      const offer = await oneOffer(harness())
      const ref = freshRef('order')
      await provider.orderNumber(orderOf(offer), ref)
      await harness().settleOrders()
      harness().breakNext('release', { kind: 'timeout-after-write' })
      expect(await kindOf(provider.releaseNumber(ref))).toBe('outcome-unknown')
      await provider.releaseNumber(ref)
      await provider.releaseNumber(ref)
      await provider.releaseNumber(freshRef('order'))
      expect([undefined, 'terminated']).toContain((await provider.findOrder(ref))?.status)
      expect(harness().count().numbers).toBe(0)
    })

    test('giving up one order leaves the number of another alone', async () => {
      const { provider } = harness()
      const [mine, theirs] = await someOffers(harness(), 2)
      if (!mine || !theirs) return
      const [ref, otherRef] = [freshRef('order'), freshRef('order')]
      await provider.orderNumber(orderOf(mine), ref)
      await provider.orderNumber(orderOf(theirs), otherRef)
      await harness().settleOrders()
      await provider.releaseNumber(ref)
      expect((await provider.findOrder(otherRef))?.number).toBe(theirs.number)
      expect(harness().count().numbers).toBe(1)
    })

    test('an order that is not there is absent, not an error', async () => {
      expect(await harness().provider.readOrder('999999')).toBeUndefined()
    })
  })
}
