import type { EsimProvider, Line, LineActivation } from '@turnup/domain'
import { providerError } from './fault.ts'

export interface FakeProfile {
  iccid: string
  ref: string
  state: 'allocated' | 'released' | 'available'
}

export interface FakeLine extends Line {
  ref: string
  iccid: string
}

/** An SM-DP+ and a network: both keep what the ports promise about repeats, and nothing more. */
export function fakeSims() {
  const profiles: FakeProfile[] = []
  const lines: FakeLine[] = []
  const topUps: { topUpId: string; ref: string }[] = []
  let picked = 0

  const esim: Partial<EsimProvider> = {
    async downloadOrder({ iccid }, ref) {
      // Without an ICCID each request takes another profile: nothing tells a repeat from a new one.
      if (!iccid) {
        picked += 1
        const chosen = `8988303999${String(picked).padStart(9, '0')}`
        profiles.push({ iccid: chosen, ref, state: 'allocated' })
        return { iccid: chosen }
      }
      const known = profiles.find((profile) => profile.iccid === iccid)
      if (known && known.state !== 'available' && known.ref !== ref)
        throw providerError('rejected', 'es2plus', 'downloadOrder', { code: 'PROFILE_TAKEN' })
      if (known) Object.assign(known, { ref, state: known.state === 'available' ? 'allocated' : known.state })
      else profiles.push({ iccid, ref, state: 'allocated' })
      return { iccid }
    },
    async confirmOrder({ iccid }, ref) {
      const profile = profiles.find((one) => one.iccid === iccid && one.state !== 'available')
      if (!profile) throw providerError('rejected', 'es2plus', 'confirmOrder', { code: 'PROFILE_UNKNOWN' })
      profile.state = 'released'
      const matchingId = `M-${ref.length}-${iccid.slice(-4)}`
      return { matchingId, smdpAddress: 'smdp.example', activationCode: `LPA:1$smdp.example$${matchingId}` }
    },
    async cancelOrder({ iccid }) {
      for (const profile of profiles) if (profile.iccid === iccid) profile.state = 'available'
    },
  }

  const line: Partial<LineActivation> = {
    async findLine(ref) {
      return lines.find((one) => one.ref === ref)
    },
    async activateLine({ iccid }, ref) {
      const known = lines.find((one) => one.ref === ref && one.status === 'active')
      if (known) return known
      const made: FakeLine = { lineId: `L${lines.length + 1}`, status: 'active', ref, iccid }
      lines.push(made)
      return made
    },
    async replaceProfile(lineRef, iccid) {
      const known = lines.find((one) => one.ref === lineRef && one.status === 'active')
      if (!known) throw providerError('rejected', 'mvne', 'replaceProfile', { code: 'LINE_UNKNOWN' })
      known.iccid = iccid
      return known
    },
    async terminateLine(ref) {
      for (const one of lines) if (one.ref === ref) one.status = 'terminated'
    },
    async findTopUp(ref) {
      return topUps.find((one) => one.ref === ref)
    },
    async topUp(_topUp, ref) {
      const known = topUps.find((one) => one.ref === ref)
      if (known) return known
      const made = { topUpId: `T${topUps.length + 1}`, ref }
      topUps.push(made)
      return made
    },
  }
  return { esim, line, profiles, lines, topUps }
}
