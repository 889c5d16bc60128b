import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelpCircle,
  IconHistory,
  IconLoader2,
  IconPlayerPlay,
} from '@tabler/icons-react'
import type { ConsoleStepBody } from '@turnup/contracts'
import { type StateLook, ToneBadge } from './tone-badge.tsx'

export type StepStateName = ConsoleStepBody['state']

/** Every state of a step in an operator's words. */
export const stepStateLooks: Record<StepStateName, StateLook> = {
  waiting: { words: 'Waiting', tone: 'quiet', icon: IconCircleDashed },
  ready: { words: 'Ready', tone: 'expected', icon: IconPlayerPlay },
  running: { words: 'Running', tone: 'moving', icon: IconLoader2 },
  done: { words: 'Done', tone: 'good', icon: IconCircleCheck },
  skipped: { words: 'Skipped', tone: 'quiet', icon: IconArrowForwardUp },
  failed: { words: 'Failed', tone: 'bad', icon: IconCircleX },
  unknown: { words: 'Outcome unknown', tone: 'attention', icon: IconHelpCircle },
  undoing: { words: 'Being taken back', tone: 'attention', icon: IconHistory },
  undone: { words: 'Taken back', tone: 'quiet', icon: IconArrowBackUp },
}

export function StepStateBadge({ state }: { state: StepStateName }) {
  const { words, ...look } = stepStateLooks[state]
  return <ToneBadge {...look}>{words}</ToneBadge>
}
