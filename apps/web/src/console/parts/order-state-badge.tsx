import {
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconClockHour4,
  IconEye,
  IconHandStop,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { type StateLook, ToneBadge } from './tone-badge.tsx'

export type OrderStateName = ConsoleOrderSummaryBody['state']

/** Every state of an order in an operator's words (R198). */
export const orderStateLooks: Record<OrderStateName, StateLook> = {
  acknowledged: { words: 'Being recorded', tone: 'expected', icon: IconClockHour4 },
  pending: { words: 'Awaiting review', tone: 'expected', icon: IconEye },
  inProgress: { words: 'In progress', tone: 'moving', icon: IconPlayerPlay },
  held: { words: 'Stuck', tone: 'bad', icon: IconHandStop },
  assessingCancellation: { words: 'Being walked back', tone: 'attention', icon: IconArrowBackUp },
  cancelled: { words: 'Cancelled', tone: 'quiet', icon: IconBan },
  completed: { words: 'Completed', tone: 'good', icon: IconCircleCheck },
  rejected: { words: 'Rejected', tone: 'bad', icon: IconX },
}

export function OrderStateBadge({ state }: { state: OrderStateName }) {
  const { words, ...look } = orderStateLooks[state]
  return <ToneBadge {...look}>{words}</ToneBadge>
}
