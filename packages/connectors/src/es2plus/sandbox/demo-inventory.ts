import { demoProducts } from '../../sandbox-kit/index.ts'
import { iccidAt, rangesFor } from './iccid-range.ts'

/** The demo provider's kinds of profile, a million of each. */
export const demoRanges = rangesFor(
  [...new Set(demoProducts.flatMap((product) => product.esimProfileType ?? []))],
  1_000_000,
)

/**
 * ICCIDs of the demo SM-DP+ that the operator may put into its own stock, from the lower half of the range; the upper
 * half is what the SM-DP+ picks from when it is asked by profile type alone.
 * @throws RangeError for an unknown profile type or numbers outside the lower half
 */
export function demoIccids(profileType: string, first: number, count: number): string[] {
  const range = demoRanges.find((candidate) => candidate.profileType === profileType)
  if (!range) throw new RangeError(`The demo SM-DP+ has no profiles of type ${profileType}`)
  if (first < 0 || first + count > range.size / 2)
    throw new RangeError('Not in the operator’s half of the range')
  return Array.from({ length: count }, (_, index) => iccidAt(range, first + index))
}
