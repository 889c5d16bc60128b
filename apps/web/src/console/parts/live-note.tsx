import { IconBroadcast, IconBroadcastOff, IconLoader2 } from '@tabler/icons-react'
import type { StreamState } from '../../api/use-event-stream.ts'
import { type StateLook, ToneBadge } from './tone-badge.tsx'

const looks: Record<StreamState, StateLook> = {
  connecting: { words: 'Connecting', tone: 'quiet', icon: IconLoader2 },
  live: { words: 'Live', tone: 'good', icon: IconBroadcast },
  interrupted: { words: 'Interrupted, coming back', tone: 'attention', icon: IconBroadcastOff },
  ended: { words: 'Not live, reload to follow', tone: 'attention', icon: IconBroadcastOff },
}

/** Whether what is shown follows by itself. */
export function LiveNote({ state }: { state: StreamState }) {
  const { words, ...look } = looks[state]
  return <ToneBadge {...look}>{words}</ToneBadge>
}
