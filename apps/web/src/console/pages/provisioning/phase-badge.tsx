import {
  IconBan,
  IconCircleCheck,
  IconCircleX,
  IconFileCheck,
  IconFlag,
  IconHandStop,
  IconHourglass,
  IconId,
  IconInbox,
  IconOctagon,
  IconPencilQuestion,
  IconSettings,
} from '@tabler/icons-react'
import type { ProvisioningItemBody } from '@turnup/contracts'
import { type StateLook, ToneBadge } from '../../parts/tone-badge.tsx'

export type Phase = ProvisioningItemBody['phase']

/** Every phase of a PBX order, in the order in which they come (R198, X30). The colour only adds to words and icon. */
export const phaseLooks: Record<Phase, StateLook> = {
  pending: { words: 'Pending', tone: 'expected', icon: IconInbox },
  'correction-requested': { words: 'Correction requested', tone: 'sent', icon: IconPencilQuestion },
  'in-progress': { words: 'In progress', tone: 'moving', icon: IconSettings },
  'identity-confirmed': { words: 'Identity confirmed, papers due', tone: 'good', icon: IconId },
  'documents-uploaded': { words: 'Papers uploaded', tone: 'sent', icon: IconFileCheck },
  'awaiting-provider': { words: 'Awaiting provider', tone: 'attention', icon: IconHourglass },
  'provider-active': { words: 'Active at the provider', tone: 'good', icon: IconCircleCheck },
  completed: { words: 'Completed', tone: 'good', icon: IconFlag },
  failed: { words: 'Failed', tone: 'bad', icon: IconCircleX },
  blocked: { words: 'Blocked by the provider', tone: 'bad', icon: IconHandStop },
  terminated: { words: 'Terminated by the provider', tone: 'bad', icon: IconOctagon },
  cancelled: { words: 'Cancelled', tone: 'quiet', icon: IconBan },
}

export const phases = Object.keys(phaseLooks) as Phase[]

export function PhaseBadge({ phase }: { phase: Phase }) {
  const { words, ...look } = phaseLooks[phase]
  return <ToneBadge {...look}>{words}</ToneBadge>
}
