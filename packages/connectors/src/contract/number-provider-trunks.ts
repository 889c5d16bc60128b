import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { kindOf } from './esim-contract.ts'
import { freshRef, type NumberHarness, oneOffer, orderOf } from './number-provider-harness.ts'

/** Trunks with their credentials, and which number rings where (R182, R183). */
export function describeTrunks(harness: () => NumberHarness): void {
  describe('trunks and routing', () => {
    const newTrunk = async (ref = freshRef('trunk')) => ({
      ref,
      trunk: await harness().provider.ensureTrunk({ name: 'Acme PBX' }, ref),
    })

    test('a trunk is made once under a reference, however often it is asked for', async () => {
      const { provider } = harness()
      const ref = freshRef('trunk')
      expect(await provider.findTrunk(ref)).toBeUndefined()
      const { trunk } = await newTrunk(ref)
      expect(trunk.host).toMatch(/^[a-z0-9.-]+$/i)
      expect(trunk.port).toBeGreaterThan(0)
      expect(await provider.ensureTrunk({ name: 'Acme PBX' }, ref)).toEqual(trunk)
      expect(await provider.findTrunk(ref)).toEqual(trunk)
      expect(await provider.findTrunk(`${ref}0`)).toBeUndefined()
      expect(harness().count().trunks).toBe(1)
    })

    test.each(['timeout-after-write', 'http-500-after-write', 'malformed'] as const)(
      'a trunk whose answer is lost (%s) is unknown, is found, and is not made twice',
      async (kind) => {
        const { provider } = harness()
        const ref = freshRef('trunk')
        harness().breakNext('ensureTrunk', { kind })
        expect(await kindOf(provider.ensureTrunk({ name: 'Acme PBX' }, ref))).toBe('outcome-unknown')
        const found = await provider.findTrunk(ref)
        expect(found).toBeDefined()
        expect(await provider.ensureTrunk({ name: 'Acme PBX' }, ref)).toEqual(found)
        expect(harness().count().trunks).toBe(1)
      },
    )

    test('two trunks of one name are two trunks', async () => {
      const first = await newTrunk()
      const second = await newTrunk()
      expect(second.trunk.trunkId).not.toBe(first.trunk.trunkId)
      expect(second.trunk.username).not.toBe(first.trunk.username)
    })

    test('the credentials are the trunk with its password, the same at each reading, and nowhere else', async () => {
      const { provider } = harness()
      const { ref, trunk } = await newTrunk()
      const credentials = await provider.readTrunkCredentials(ref)
      expect(credentials).toMatchObject({ ...trunk })
      expect(credentials.password.length).toBeGreaterThanOrEqual(8)
      expect(await provider.readTrunkCredentials(ref)).toEqual(credentials)
      expect(JSON.stringify([trunk, await provider.findTrunk(ref)])).not.toContain(credentials.password)
      const unknown = await failureOf(provider.readTrunkCredentials(freshRef('trunk')))
      expect([unknown.kind, unknown.code]).toEqual(['rejected', 'NOT_OURS'])
    })

    test('a number rings nowhere until it is routed, and then where it was routed last', async () => {
      const { provider } = harness()
      const first = await newTrunk()
      const second = await newTrunk()
      const orderRef = freshRef('order')
      await provider.orderNumber(orderOf(await oneOffer(harness())), orderRef)
      await harness().settleOrders()
      expect(await provider.findRouting(orderRef)).toBeUndefined()
      await provider.routeNumber(orderRef, { trunkId: first.trunk.trunkId })
      harness().breakNext('route', { kind: 'timeout-after-write' })
      const change = { trunkId: second.trunk.trunkId }
      expect(await kindOf(provider.routeNumber(orderRef, change))).toBe('outcome-unknown')
      expect(await provider.findRouting(orderRef)).toMatchObject(change)
      await provider.routeNumber(orderRef, change)
      expect(await provider.findRouting(orderRef)).toMatchObject(change)
    })

    test('a number can be ordered with its routing', async () => {
      const { provider } = harness()
      const { trunk } = await newTrunk()
      const orderRef = freshRef('order')
      const routing = { trunkId: trunk.trunkId }
      await provider.orderNumber({ ...orderOf(await oneOffer(harness())), routing }, orderRef)
      await harness().settleOrders()
      if ((await provider.findRouting(orderRef)) === undefined) await provider.routeNumber(orderRef, routing)
      expect(await provider.findRouting(orderRef)).toMatchObject(routing)
    })

    test('a number that is not ours is not routed', async () => {
      const { trunk } = await newTrunk()
      const error = await failureOf(
        harness().provider.routeNumber(freshRef('order'), { trunkId: trunk.trunkId }),
      )
      expect([error.kind, error.code]).toEqual(['rejected', 'NOT_OURS'])
    })

    test('a trunk stays while a number rings there, goes afterwards, and is gone when asked again', async () => {
      const { provider } = harness()
      const { ref, trunk } = await newTrunk()
      const orderRef = freshRef('order')
      await provider.orderNumber(orderOf(await oneOffer(harness())), orderRef)
      await harness().settleOrders()
      await provider.routeNumber(orderRef, { trunkId: trunk.trunkId })
      const inUse = await failureOf(provider.removeTrunk(ref))
      expect([inUse.kind, inUse.code]).toEqual(['rejected', 'TRUNK_IN_USE'])
      await provider.releaseNumber(orderRef)
      harness().breakNext('removeTrunk', { kind: 'timeout-after-write' })
      expect(await kindOf(provider.removeTrunk(ref))).toBe('outcome-unknown')
      await provider.removeTrunk(ref)
      await provider.removeTrunk(freshRef('trunk'))
      expect(await provider.findTrunk(ref)).toBeUndefined()
      expect(harness().count().trunks).toBe(0)
    })
  })
}
