import { IconBan, IconCircleCheck, IconClockHour4, IconPlayerPause } from '@tabler/icons-react'
import type { SubscriptionBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { StatusPill } from '../../../kit/status-pill.tsx'

const looks = {
  Pending: { tone: 'waiting', Icon: IconClockHour4 },
  Active: { tone: 'good', Icon: IconCircleCheck },
  Completed: { tone: 'good', Icon: IconCircleCheck },
  Suspended: { tone: 'attention', Icon: IconPlayerPause },
  Terminated: { tone: 'ended', Icon: IconBan },
  Cancelled: { tone: 'ended', Icon: IconBan },
  Fraud: { tone: 'ended', Icon: IconBan },
} as const

/** How a subscription stands, in a word, an icon and a colour. */
export function SubscriptionStatus({ status }: { status: SubscriptionBody['status'] }) {
  const t = useTranslations('services')
  const { tone, Icon } = looks[status]
  return (
    <StatusPill tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`status${status}`)}
    </StatusPill>
  )
}
