import { demoIccids, demoRanges } from '@turnup/connectors/es2plus/sandbox'

export interface DemoStock {
  profileType: string
  iccids: string[]
}

/** eSIM profiles that the demo provider bought from the sandbox's SM-DP+, the first so many of each kind. */
export function demoEsimStock(count: number): DemoStock[] {
  return demoRanges.map(({ profileType }) => ({ profileType, iccids: demoIccids(profileType, 0, count) }))
}
