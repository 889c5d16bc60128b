import { IconEye, IconShieldLock, IconTool } from '@tabler/icons-react'
import type { OperatorRoleName } from '@turnup/contracts'
import type { StateLook } from '../../parts/tone-badge.tsx'

/** What each role may do; each may do what those before it may (R149). */
export const roleLooks: Record<OperatorRoleName, StateLook & { may: string }> = {
  viewer: { words: 'Viewer', tone: 'quiet', icon: IconEye, may: 'Sees everything, changes nothing.' },
  operator: {
    words: 'Operator',
    tone: 'expected',
    icon: IconTool,
    may: 'Acts on orders: repairs, decisions, cancellations, mails.',
  },
  administrator: {
    words: 'Administrator',
    tone: 'good',
    icon: IconShieldLock,
    may: 'Everything an operator may; also lets people in and sets up outside systems.',
  },
}

export const roleNames = Object.keys(roleLooks) as OperatorRoleName[]
