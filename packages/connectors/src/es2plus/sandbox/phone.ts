import type { SandboxContext } from '../../sandbox-kit/index.ts'
import type { Profile, ProfileEvent } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'
import type { ProgressReporter } from './progress-reporter.ts'

/** What each thing that a phone does is reported as; enabling is not reported at all. */
const notificationPoints: Partial<Record<ProfileEvent, number>> = { download: 3, install: 4, delete: 5 }

export interface Phone {
  /** Does these things one after the other and reports them; stops at the first that is not possible. */
  act(profile: Profile, events: ProfileEvent[]): Promise<boolean>
  /** What scanning the QR code does: download and install. False where the code fits no released profile. */
  scan(activationCode: string): Promise<boolean>
}

/** The customer's phone, as far as the SM-DP+ sees it. */
export function createPhone(context: SandboxContext, store: ProfileStore, reporter: ProgressReporter): Phone {
  async function act(profile: Profile, events: ProfileEvent[]): Promise<boolean> {
    const points: number[] = []
    const isComplete = events.every((event) => {
      const moved = store.apply(profile, event)
      const point = notificationPoints[event]
      if (moved && point !== undefined) points.push(point)
      return moved
    })
    context.changed()
    await reporter.report(profile, points)
    return isComplete
  }

  return {
    act,
    async scan(activationCode) {
      const [format, , matchingId] = activationCode.trim().split('$')
      const profile = format === 'LPA:1' && matchingId ? store.byMatchingId(matchingId) : undefined
      if (profile?.state !== 'Released') return false
      return act(profile, ['download', 'install'])
    },
  }
}
