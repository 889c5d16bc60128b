import type { Exchange, LineActivation } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FaultRule, Journal } from '../sandbox-kit/index.ts'
import { kindOf } from './esim-contract.ts'

export type LinePart =
  | 'findLine'
  | 'activateLine'
  | 'replaceProfile'
  | 'terminateLine'
  | 'topUp'
  | 'findTopUp'

/** What a connector of the role brings so that the suite can run over the wire. */
export interface LineHarness {
  lines: LineActivation
  /** The same connector with a key that the other side does not know. */
  stranger: LineActivation
  journal: Journal
  exchanges: Exchange[]
  breakNext(part: LinePart, fault: Pick<FaultRule, 'kind' | 'message'>): void
  /** How many lines and top-ups really exist on the other side. */
  count(): { lines: number; topUps: number }
  reset(): void
  close(): Promise<void>
}

const first = { iccid: '8988303010000000019', plan: 'ESIM-DATA-20' }
const otherIccid = '8988303010000000027'
const ref = '7f2c/line.activate:1.1'
const topUpRef = 'a81e/line.top-up'

/** The guarantees of the role LineActivation (R086, R110 to R112). */
export function describeLineActivation(name: string, start: () => Promise<LineHarness>): void {
  describe(`${name} as line activation`, () => {
    let harness: LineHarness
    let lines: LineActivation
    beforeAll(async () => {
      harness = await start()
      lines = harness.lines
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())

    test('a line is found under our ref once it is active, and not before', async () => {
      expect(await lines.findLine(ref)).toBeUndefined()
      const line = await lines.activateLine(first, ref)
      expect(line.status).toBe('active')
      expect(line.msisdn).toMatch(/^\+\d+$/)
      expect(await lines.findLine(ref)).toEqual(line)
    })

    test('activating again under the same ref gives the same line', async () => {
      const line = await lines.activateLine(first, ref)
      expect(await lines.activateLine(first, ref)).toEqual(line)
      expect(harness.count().lines).toBe(1)
    })

    test.each(['timeout-after-write', 'http-500-after-write', 'malformed'] as const)(
      'an activation whose answer is lost (%s) is unknown, can be found, and is repeated without harm',
      async (kind) => {
        harness.breakNext('activateLine', { kind })
        expect(await kindOf(lines.activateLine(first, ref))).toBe('outcome-unknown')
        const found = await lines.findLine(ref)
        expect(await lines.activateLine(first, ref)).toEqual(found)
        expect(harness.count().lines).toBe(1)
      },
    )

    test('another line under the same ref is refused, and so is a SIM that is on another line', async () => {
      await lines.activateLine(first, ref)
      expect(await kindOf(lines.activateLine({ ...first, plan: 'OTHER' }, ref))).toBe('rejected')
      expect(await kindOf(lines.activateLine(first, 'another/line.activate:1.1'))).toBe('rejected')
      expect(harness.count().lines).toBe(1)
    })

    test('a new profile goes onto the line, also twice, and the old SIM is free', async () => {
      const line = await lines.activateLine(first, ref)
      harness.breakNext('replaceProfile', { kind: 'timeout-after-write' })
      expect(await kindOf(lines.replaceProfile(ref, otherIccid))).toBe('outcome-unknown')
      expect((await lines.replaceProfile(ref, otherIccid)).lineId).toBe(line.lineId)
      expect((await lines.activateLine(first, 'another/line.activate:1.1')).lineId).not.toBe(line.lineId)
    })

    test('a late repeat of the activation does not undo a profile change', async () => {
      await lines.activateLine(first, ref)
      await lines.replaceProfile(ref, otherIccid)
      await lines.activateLine(first, ref)
      expect(await kindOf(lines.activateLine({ ...first, iccid: otherIccid }, 'another'))).toBe('rejected')
    })

    test('terminating is done once, succeeds again, and succeeds for what never was', async () => {
      await lines.activateLine(first, ref)
      await lines.terminateLine(ref)
      await lines.terminateLine(ref)
      await lines.terminateLine('never/line.activate:1.1')
      expect((await lines.findLine(ref))?.status).toBe('terminated')
    })

    test('a top-up whose answer is lost is found under our ref and made once', async () => {
      await lines.activateLine(first, ref)
      expect(await lines.findTopUp(topUpRef)).toBeUndefined()
      harness.breakNext('topUp', { kind: 'timeout-after-write' })
      const order = { lineRef: ref, packageCode: 'DATA-5GB' }
      expect(await kindOf(lines.topUp(order, topUpRef))).toBe('outcome-unknown')
      const found = await lines.findTopUp(topUpRef)
      expect(await lines.topUp(order, topUpRef)).toEqual(found)
      expect(harness.count().topUps).toBe(1)
    })

    test('a top-up by amount is another thing than one by package', async () => {
      await lines.activateLine(first, ref)
      const amount = { amountMinor: 1_500, currency: 'USD' }
      await lines.topUp({ lineRef: ref, amount }, topUpRef)
      expect(await kindOf(lines.topUp({ lineRef: ref, packageCode: 'DATA-5GB' }, topUpRef))).toBe('rejected')
    })

    test('a line that does not exist cannot be changed: a no, not a silent success', async () => {
      expect(await kindOf(lines.replaceProfile(ref, otherIccid))).toBe('rejected')
      expect(await kindOf(lines.topUp({ lineRef: ref, packageCode: 'DATA-5GB' }, topUpRef))).toBe('rejected')
    })

    test('no, busy, broken and stranger are told apart', async () => {
      harness.breakNext('activateLine', { kind: 'reject' })
      expect(await kindOf(lines.activateLine(first, ref))).toBe('rejected')
      harness.breakNext('activateLine', { kind: 'throttle' })
      expect(await kindOf(lines.activateLine(first, ref))).toBe('throttled')
      harness.breakNext('findLine', { kind: 'http-500' })
      expect(await kindOf(lines.findLine(ref))).toBe('unavailable')
      harness.breakNext('findLine', { kind: 'malformed' })
      expect(await kindOf(lines.findLine(ref))).toBe('unavailable')
      expect(await kindOf(harness.stranger.activateLine(first, ref))).toBe('auth')
      expect((await harness.stranger.check())[0]?.level).toBe('failure')
      expect(harness.count().lines).toBe(0)
    })

    test('no ICCID, phone number or key in exchanges, journal or errors', async () => {
      const line = await lines.activateLine(first, ref)
      await lines.replaceProfile(ref, otherIccid)
      harness.breakNext('replaceProfile', { kind: 'reject', message: `SIM ${first.iccid} is blocked` })
      const failure = await lines.replaceProfile(ref, first.iccid).catch((error) => error)
      const records = JSON.stringify([
        harness.exchanges,
        harness.journal.list(),
        failure.message,
        failure.detail,
      ])
      for (const secret of [first.iccid, otherIccid, line.msisdn as string, 'Bearer']) {
        expect(records).not.toContain(secret)
      }
      expect(records).toContain(first.iccid.slice(-4))
    })

    test('the check finds nothing wrong and changes nothing', async () => {
      expect((await lines.check()).every((finding) => finding.level === 'ok')).toBe(true)
      expect(harness.journal.list().filter((entry) => entry.effect === 'write')).toEqual([])
    })
  })
}
