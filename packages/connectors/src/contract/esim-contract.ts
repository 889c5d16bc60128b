import { type EsimProvider, type Exchange, ProviderError } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FaultRule, Journal } from '../sandbox-kit/index.ts'

/** What a connector of the role brings so that the suite can run over the wire. */
export interface EsimHarness {
  provider: EsimProvider
  journal: Journal
  exchanges: Exchange[]
  profileType: string
  /** A free ICCID of that type, another one at each call. */
  freshIccid(): string
  /** A fault on the remote function that plays this part. */
  breakNext(
    part: 'downloadOrder' | 'confirmOrder' | 'cancelOrder',
    fault: Pick<FaultRule, 'kind' | 'message'>,
  ): void
  /** How often the remote function did its work. */
  performed(part: 'downloadOrder' | 'confirmOrder' | 'cancelOrder'): number
  /** The phone takes the profile with this code; false when the code is good for nothing. */
  scan(activationCode: string): Promise<boolean>
  reset(): void
  close(): Promise<void>
}

export async function kindOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'no error'
  } catch (error) {
    return error instanceof ProviderError ? error.kind : `not a ProviderError: ${String(error)}`
  }
}

/** The guarantees of the role EsimProvider (R086, R110, R111). */
export function describeEsimProvider(name: string, start: () => Promise<EsimHarness>): void {
  describe(`${name} as an eSIM provider`, () => {
    let harness: EsimHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())

    const order = (iccid?: string) => ({ profileType: harness.profileType, ...(iccid ? { iccid } : {}) })
    const brought = async (ref: string) => {
      const { iccid } = await harness.provider.downloadOrder(order(harness.freshIccid()), `${ref}/download`)
      return { iccid, ...(await harness.provider.confirmOrder({ iccid }, `${ref}/confirm`)) }
    }

    test('a reserved and confirmed profile has a code that a phone can use, once', async () => {
      const { activationCode, smdpAddress, matchingId } = await brought('o1')
      expect(activationCode).toBe(`LPA:1$${smdpAddress}$${matchingId}`)
      expect(matchingId).toMatch(/^[0-9A-Z-]+$/)
      expect(await harness.scan(activationCode)).toBe(true)
      expect(await harness.scan(activationCode)).toBe(false)
    })

    test('a profile type alone gets a profile of the provider’s choice, another one each time', async () => {
      const first = await harness.provider.downloadOrder(order(), 'o1')
      const second = await harness.provider.downloadOrder(order(), 'o2')
      expect(first.iccid).toMatch(/^\d{18,20}$/)
      expect(second.iccid).not.toBe(first.iccid)
    })

    test('a reply lost after reserving our ICCID: unknown, and the repeat makes no second reservation', async () => {
      const iccid = harness.freshIccid()
      harness.breakNext('downloadOrder', { kind: 'timeout-after-write' })
      expect(await kindOf(harness.provider.downloadOrder(order(iccid), 'o1'))).toBe('outcome-unknown')
      expect(await harness.provider.downloadOrder(order(iccid), 'o1')).toEqual({ iccid })
      expect((await harness.provider.confirmOrder({ iccid }, 'o1/confirm')).activationCode).toContain(
        'LPA:1$',
      )
    })

    test('a reply lost after reserving by type is unknown, for nobody can tell which profile it was', async () => {
      harness.breakNext('downloadOrder', { kind: 'timeout-after-write' })
      expect(await kindOf(harness.provider.downloadOrder(order(), 'o1'))).toBe('outcome-unknown')
    })

    test('a reply lost after confirming: the repeat gives the same working code', async () => {
      const { iccid } = await harness.provider.downloadOrder(order(harness.freshIccid()), 'o1')
      harness.breakNext('confirmOrder', { kind: 'timeout-after-write' })
      expect(await kindOf(harness.provider.confirmOrder({ iccid }, 'o1/confirm'))).toBe('outcome-unknown')
      const repeated = await harness.provider.confirmOrder({ iccid }, 'o1/confirm')
      expect(await harness.provider.confirmOrder({ iccid }, 'o1/confirm')).toEqual(repeated)
      expect(await harness.scan(repeated.activationCode)).toBe(true)
    })

    test('two steps never share a matching id', async () => {
      expect((await brought('o1')).matchingId).not.toBe((await brought('o2')).matchingId)
    })

    test('a cancelled profile can be used again, its old code cannot', async () => {
      const { iccid, activationCode } = await brought('o1')
      await harness.provider.cancelOrder({ iccid, reusable: true }, 'o1/cancel')
      expect(await harness.scan(activationCode)).toBe(false)
      await harness.provider.downloadOrder(order(iccid), 'o2')
      const { activationCode: next } = await harness.provider.confirmOrder({ iccid }, 'o2/confirm')
      expect(await harness.scan(next)).toBe(true)
    })

    test('cancelling twice, also after a lost reply, is cancelling once', async () => {
      const { iccid } = await brought('o1')
      harness.breakNext('cancelOrder', { kind: 'timeout-after-write' })
      expect(await kindOf(harness.provider.cancelOrder({ iccid, reusable: false }, 'o1/cancel'))).toBe(
        'outcome-unknown',
      )
      await harness.provider.cancelOrder({ iccid, reusable: false }, 'o1/cancel')
    })

    test('a profile that is on a phone is not reported as cancelled', async () => {
      const { iccid, activationCode } = await brought('o1')
      await harness.scan(activationCode)
      expect(await kindOf(harness.provider.cancelOrder({ iccid, reusable: true }, 'o1/cancel'))).toBe(
        'outcome-unknown',
      )
    })

    test('a business no, busy and refused credentials are told apart', async () => {
      const attempt = () => kindOf(harness.provider.downloadOrder(order(harness.freshIccid()), 'o1'))
      harness.breakNext('downloadOrder', { kind: 'reject' })
      expect(await attempt()).toBe('rejected')
      harness.breakNext('downloadOrder', { kind: 'throttle' })
      expect(await attempt()).toBe('throttled')
      harness.breakNext('downloadOrder', { kind: 'auth' })
      expect(await attempt()).toBe('auth')
      expect(harness.performed('downloadOrder')).toBe(0)
    })

    test('an HTML page with HTTP 200 is not taken for success', async () => {
      harness.breakNext('downloadOrder', { kind: 'malformed' })
      const attempt = harness.provider.downloadOrder(order(harness.freshIccid()), 'o1')
      expect(await kindOf(attempt)).toBe('outcome-unknown')
    })

    test('no ICCID, EID, matching id or activation code in exchanges, journal or errors', async () => {
      const eid = '89049032000001000000012345678901'
      const iccid = harness.freshIccid()
      await harness.provider.downloadOrder({ ...order(iccid), eid }, 'o1')
      const { matchingId } = await harness.provider.confirmOrder({ iccid, eid }, 'o1/confirm')
      harness.breakNext('cancelOrder', { kind: 'reject', message: `profile ${iccid} of ${eid} is refused` })
      const failure = await harness.provider
        .cancelOrder({ iccid, reusable: true }, 'o1/cancel')
        .catch((error) => error)
      const records = JSON.stringify([
        harness.exchanges,
        harness.journal.list(),
        failure.message,
        failure.detail ?? null,
      ])
      expect(harness.exchanges.length).toBeGreaterThan(2)
      for (const secret of [iccid, eid, matchingId, 'LPA:1$']) expect(records).not.toContain(secret)
      expect(records).toContain(iccid.slice(-4))
    })

    test('what is no progress notification is not read as one', () => {
      for (const body of [undefined, null, 'x', {}, { iccid: '1' }]) {
        expect(harness.provider.readProgress(body)).toBeUndefined()
      }
    })

    test('the check finds nothing wrong and orders nothing', async () => {
      const findings = await harness.provider.check()
      expect(findings.every((finding) => finding.level === 'ok')).toBe(true)
      expect(harness.journal.list().filter((entry) => entry.effect === 'write')).toEqual([])
    })
  })
}
