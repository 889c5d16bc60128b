import { nextState } from '@turnup/domain'
import { type IccidRange, iccidAt, locateIccid } from './iccid-range.ts'
import { type Profile, type ProfileEvent, profileStateTable } from './profile.ts'

interface Saved {
  profiles: Profile[]
  nextSequence: Record<string, number>
}

/** The SM-DP+'s inventory: ranges of millions, of which only profiles that were touched take memory. */
export class ProfileStore {
  readonly #ranges: IccidRange[]
  #profiles = new Map<string, Profile>()
  #byMatchingId = new Map<string, Profile>()
  #nextSequence: Record<string, number> = {}

  constructor(ranges: IccidRange[]) {
    this.#ranges = ranges
  }

  /** The profile with this number; undefined when it is not of this SM-DP+. */
  find(iccid: string): Profile | undefined {
    const located = locateIccid(this.#ranges, iccid)
    if (!located) return undefined
    return this.#profiles.get(iccid) ?? { iccid, profileType: located.range.profileType, state: 'Available' }
  }

  knowsType(profileType: string): boolean {
    return this.#ranges.some((range) => range.profileType === profileType)
  }

  /** The next free profile of a kind, from the upper half of its range; undefined when there is none left. */
  pick(profileType: string): Profile | undefined {
    const range = this.#ranges.find((candidate) => candidate.profileType === profileType)
    if (!range) return undefined
    for (
      let sequence = this.#nextSequence[profileType] ?? Math.floor(range.size / 2);
      sequence < range.size;
      sequence += 1
    ) {
      this.#nextSequence[profileType] = sequence + 1
      const profile = this.find(iccidAt(range, sequence))
      if (profile?.state === 'Available') return profile
    }
    return undefined
  }

  /** Moves a profile on; false, and nothing changed, where its state does not allow it. */
  apply(
    profile: Profile,
    event: ProfileEvent,
    change: Partial<Pick<Profile, 'eid' | 'matchingId'>> = {},
  ): boolean {
    const state = nextState(profileStateTable, profile.state, event)
    if (state === undefined) return false
    Object.assign(profile, change, { state })
    if (change.matchingId) this.#byMatchingId.set(change.matchingId, profile)
    if (event === 'free' || event === 'withdraw') {
      if (profile.matchingId) this.#byMatchingId.delete(profile.matchingId)
      delete profile.eid
      delete profile.matchingId
    }
    this.#profiles.set(profile.iccid, profile)
    return true
  }

  byMatchingId(matchingId: string): Profile | undefined {
    return this.#byMatchingId.get(matchingId)
  }

  /** Every profile that was touched, oldest first. */
  list(): Profile[] {
    return [...this.#profiles.values()]
  }

  reset(): void {
    this.load({ profiles: [], nextSequence: {} })
  }

  save(): Saved {
    return { profiles: this.list(), nextSequence: this.#nextSequence }
  }

  load(saved: Saved): void {
    this.#profiles = new Map(saved.profiles.map((profile) => [profile.iccid, profile]))
    this.#byMatchingId = new Map(
      saved.profiles.flatMap((profile) => (profile.matchingId ? [[profile.matchingId, profile]] : [])),
    )
    this.#nextSequence = { ...saved.nextSequence }
  }
}
