import type { StateTable } from '@turnup/domain'

/** SGP.22 section 3.1.6: a profile as the SM-DP+ sees it. */
export type ProfileState =
  | 'Available'
  | 'Allocated'
  | 'Linked'
  | 'Confirmed'
  | 'Released'
  | 'Downloaded'
  | 'Installed'
  | 'Enabled'
  | 'Deleted'
  | 'Unavailable'

export type ProfileEvent =
  | 'allocate' // downloadOrder
  | 'link' // downloadOrder with an EID
  | 'confirm' // confirmOrder, releaseFlag false
  | 'release' // confirmOrder with releaseFlag, or releaseProfile
  | 'free' // cancelOrder, to be used again
  | 'withdraw' // cancelOrder, for good
  | 'download'
  | 'install'
  | 'enable'
  | 'delete'

const cancel = { free: 'Available', withdraw: 'Unavailable' } as const

export const profileStateTable: StateTable<ProfileState, ProfileEvent> = {
  Available: { allocate: 'Allocated', link: 'Linked', ...cancel },
  Allocated: { confirm: 'Confirmed', release: 'Released', ...cancel },
  Linked: { confirm: 'Confirmed', release: 'Released', ...cancel },
  Confirmed: { release: 'Released', ...cancel },
  Released: { download: 'Downloaded', ...cancel },
  Downloaded: { install: 'Installed' },
  Installed: { enable: 'Enabled', delete: 'Deleted' },
  Enabled: { delete: 'Deleted' },
  Deleted: {},
  Unavailable: { withdraw: 'Unavailable' },
}

export interface Profile {
  iccid: string
  profileType: string
  state: ProfileState
  eid?: string
  matchingId?: string
}
