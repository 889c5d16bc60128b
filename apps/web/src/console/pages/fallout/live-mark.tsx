import { IconBroadcast, IconRefresh } from '@tabler/icons-react'
import type { StreamState } from '../../../api/use-event-stream.ts'
import { ToneBadge } from '../../parts/tone-badge.tsx'

/** Whether the page follows by itself at once, or is read again from time to time. */
export function LiveMark({ state }: { state: StreamState }) {
  return state === 'live' ? (
    <ToneBadge tone="good" icon={IconBroadcast}>
      Live
    </ToneBadge>
  ) : (
    <ToneBadge tone="quiet" icon={IconRefresh}>
      {state === 'connecting' ? 'Connecting…' : 'Read again every 30 seconds'}
    </ToneBadge>
  )
}
