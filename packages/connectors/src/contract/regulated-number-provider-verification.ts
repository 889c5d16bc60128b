import { describe, expect, test } from 'vitest'
import { kindOf } from './esim-contract.ts'
import { freshRef } from './number-provider-harness.ts'
import {
  orderedNumber,
  type RegulatedHarness,
  register,
  regulatedOffer,
} from './regulated-number-provider-harness.ts'

/** From an ordered number to an active one: verification, rejection and correction, states of the carrier, callbacks. */
export function describeVerification(harness: () => RegulatedHarness): void {
  describe('verification', () => {
    const arranged = async () => {
      const offer = await regulatedOffer(harness())
      const { addressId } = await register(harness(), offer)
      const { ref, orderId, numberId } = await orderedNumber(harness(), offer)
      return {
        offer,
        ref,
        orderId,
        request: { addressId, numberIds: [numberId], serviceDescription: 'Office' },
      }
    }

    test('a number is active when its address is verified, and not before', async () => {
      const { provider } = harness()
      const { ref, request } = await arranged()
      const verification = await provider.requestVerification(request, freshRef('verification'))
      expect(verification).toMatchObject({ status: 'pending', problems: [] })
      expect(await provider.findOrder(ref)).toMatchObject({ status: 'pending', waitsFor: 'registration' })
      await harness().decide(verification.verificationId, 'approve')
      expect(await provider.readVerification(verification.verificationId)).toMatchObject({
        status: 'approved',
      })
      expect((await provider.findOrder(ref))?.status).toBe('active')
    })

    test.each(['timeout-after-write', 'http-500-after-write', 'malformed'] as const)(
      'a verification whose answer is lost (%s) is unknown, is found, and is one',
      async (kind) => {
        const { provider } = harness()
        const { request } = await arranged()
        const ref = freshRef('verification')
        expect(await provider.findVerification(ref)).toBeUndefined()
        harness().breakNext('requestVerification', { kind })
        expect(await kindOf(provider.requestVerification(request, ref))).toBe('outcome-unknown')
        expect(await provider.findVerification(ref)).toMatchObject({ status: 'pending' })
        expect(harness().countPapers().verifications).toBe(1)
      },
    )

    test('a rejection names what to correct; a second attempt under a new reference is approved', async () => {
      const { provider } = harness()
      const { ref, request } = await arranged()
      const first = await provider.requestVerification(request, freshRef('verification'))
      await harness().decide(first.verificationId, 'reject-address')
      const rejected = await provider.readVerification(first.verificationId)
      expect(rejected?.status).toBe('rejected')
      const problems = rejected?.problems ?? []
      expect(problems.every(({ code, message }) => /^[A-Z_]+$/.test(code) && message)).toBe(true)
      expect(problems.flatMap(({ fields, proofsOf }) => [...fields, ...proofsOf])).not.toEqual([])
      expect((await provider.findOrder(ref))?.status).toBe('pending')
      const second = await provider.requestVerification(request, freshRef('verification'))
      expect(second.verificationId).not.toBe(first.verificationId)
      await harness().decide(second.verificationId, 'approve')
      expect((await provider.findOrder(ref))?.status).toBe('active')
    })

    test.each(['blocked', 'terminated'] as const)(
      'a number that the carrier has %s says so',
      async (state) => {
        const { provider } = harness()
        const { ref, orderId, offer } = await arranged()
        await harness().afflict(offer.number, state)
        expect((await provider.findOrder(ref))?.status).toBe(state)
        expect((await provider.readOrder(orderId))?.status).toBe(state)
      },
    )

    test('a verification that is not there is absent, not an error', async () => {
      expect(
        await harness().provider.readVerification('00000000-0000-4000-8000-000000000000'),
      ).toBeUndefined()
    })
  })

  describe('callbacks', () => {
    const hints = [
      { about: 'order', orderId: '6c2f0c3e-6f41-4a68-8f0c-2d1f1a3b4c5d' },
      { about: 'verification', verificationId: '0d7be2a4-98c6-4e0c-b6f0-7f2b8c1d9e3a' },
    ] as const
    test.each(hints)(
      'a callback about an $about is read, by GET and by POST, as often as it comes',
      (hint) => {
        const { provider, callbackFor } = harness()
        for (const method of ['GET', 'POST', 'POST'] as const) {
          expect(provider.readCallback(callbackFor(hint, { method }))).toEqual(hint)
        }
      },
    )

    test('a forged, altered or unsigned callback is nothing', () => {
      const { provider, callbackFor } = harness()
      const hint = hints[0]
      expect(provider.readCallback(callbackFor(hint, { method: 'POST', forged: true }))).toBeUndefined()
      const genuine = callbackFor(hint, { method: 'POST' })
      const altered = { ...genuine, fields: { ...genuine.fields, id: 'another' } }
      expect(provider.readCallback(altered)).toBeUndefined()
      const moved = { ...genuine, url: genuine.url.replace('//', '//elsewhere.') }
      expect(provider.readCallback(moved)).toBeUndefined()
      expect(provider.readCallback({ ...genuine, headers: {} })).toBeUndefined()
    })
  })
}
