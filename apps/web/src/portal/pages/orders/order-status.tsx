import {
  IconCircleCheck,
  IconClockHour4,
  IconHandStop,
  IconHourglass,
  IconProgress,
  IconX,
} from '@tabler/icons-react'
import type { OrderStatus as Status } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { StatusPill } from '../../../kit/status-pill.tsx'

const looks = {
  'Pending Review': { tone: 'waiting', word: 'statusPendingReview', Icon: IconClockHour4 },
  Activating: { tone: 'busy', word: 'statusActivating', Icon: IconProgress },
  Provisioned: { tone: 'good', word: 'statusProvisioned', Icon: IconCircleCheck },
  Failed: { tone: 'attention', word: 'statusFailed', Icon: IconHourglass },
  Cancelled: { tone: 'ended', word: 'statusCancelled', Icon: IconX },
} as const

/** The word for a status in the language of the page, for announcements and the like. */
export function useStatusWord(): (status: Status) => string {
  const t = useTranslations('orders')
  return (status) => t(looks[status].word)
}

export interface OrderStatusProps {
  status: Status
  /** What the customer has to do, as the order says it: then the order waits for them. */
  actionRequired?: string
}

/** How an order stands, in a word, an icon and a colour. */
export function OrderStatus({ status, actionRequired }: OrderStatusProps) {
  const t = useTranslations('orders')
  const needsCustomer = actionRequired !== undefined
  const { tone, word, Icon } = needsCustomer
    ? ({ tone: 'attention', word: 'statusNeedsYou', Icon: IconHandStop } as const)
    : looks[status]
  return (
    <StatusPill tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(word)}
    </StatusPill>
  )
}
