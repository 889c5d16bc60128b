import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kindOf } from './esim-contract.ts'
import { freshRef, type NumberHarness, oneOffer, orderOf } from './number-provider-harness.ts'
import { describeOrdering } from './number-provider-ordering.ts'
import { describeReserving } from './number-provider-reserving.ts'
import { describeSearching } from './number-provider-searching.ts'
import { describeTrunks } from './number-provider-trunks.ts'

export type { NumberHarness, NumberPart } from './number-provider-harness.ts'

/** The guarantees of the role NumberProvider (R157, R168, R182, R183, R191 to R194). */
export function describeNumberProvider(
  name: string,
  { canReserve }: { canReserve: boolean },
  start: () => Promise<NumberHarness>,
): void {
  describe(`${name} as a number provider`, () => {
    let harness: NumberHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())
    const current = () => harness

    describeSearching(current)
    describeReserving(current, canReserve)
    describeOrdering(current)
    describeTrunks(current)

    test('a no, too many requests, a broken carrier and refused credentials are told apart, and nothing is bought', async () => {
      const { provider, stranger } = harness
      const offer = await oneOffer(harness)
      const attempt = () => kindOf(provider.orderNumber(orderOf(offer), freshRef('order')))
      harness.breakNext('order', { kind: 'reject' })
      expect(await attempt()).toBe('rejected')
      harness.breakNext('order', { kind: 'throttle' })
      expect(await attempt()).toBe('throttled')
      harness.breakNext('order', { kind: 'auth' })
      expect(await attempt()).toBe('auth')
      for (const kind of ['http-500', 'malformed'] as const) {
        harness.breakNext('search', { kind })
        expect(await kindOf(provider.searchNumbers({ ...harness.place, limit: 5 }))).toBe('unavailable')
      }
      expect(await kindOf(stranger.listRegions(harness.place.country))).toBe('auth')
      expect(harness.count().numbers).toBe(0)
    })

    test('the money that is left is told in minor units, and buying takes from it', async () => {
      const before = await harness.provider.readBalance()
      if (!before) return
      expect(Number.isInteger(before.amountMinor)).toBe(true)
      await harness.provider.orderNumber(orderOf(await oneOffer(harness)), freshRef('order'))
      const after = await harness.provider.readBalance()
      expect(after?.amountMinor).toBeLessThan(before.amountMinor)
    })

    test('no key or password in exchanges, journal or errors', async () => {
      const { provider, stranger, exchanges, journal } = harness
      const failures: unknown[] = []
      const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => failures.push(error))
      const trunkRef = freshRef('trunk')
      await provider.ensureTrunk({ name: 'Acme PBX' }, trunkRef)
      const { password } = await provider.readTrunkCredentials(trunkRef)
      harness.breakNext('order', { kind: 'timeout-after-write' })
      await attempt(provider.orderNumber(orderOf(await oneOffer(harness)), freshRef('order')))
      harness.breakNext('search', { kind: 'reject', message: `no such key ${harness.secrets[0]}` })
      await attempt(provider.searchNumbers({ ...harness.place, limit: 1 }))
      await attempt(stranger.readBalance())
      const told = failures.flatMap((error) =>
        error instanceof Error
          ? [error.message, error.stack, String(error.cause), JSON.stringify(error)]
          : [],
      )
      const records = JSON.stringify([exchanges, journal.list(), told])
      expect(exchanges.length).toBeGreaterThan(3)
      expect(failures.length).toBeGreaterThan(1)
      for (const secret of [...harness.secrets, password]) {
        expect(records).not.toContain(secret)
        expect(records).not.toContain(encodeURIComponent(secret))
      }
    })

    test('the check finds good settings good and bad ones bad, and changes nothing', async () => {
      const findings = await harness.provider.check()
      expect(findings.filter(({ level }) => level === 'failure')).toEqual([])
      expect((await harness.stranger.check()).some(({ level, mend }) => level === 'failure' && mend)).toBe(
        true,
      )
      expect(harness.journal.list().filter(({ effect }) => effect === 'write')).toEqual([])
    })
  })
}
