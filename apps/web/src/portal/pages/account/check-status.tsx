import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconHourglass } from '@tabler/icons-react'
import type { EligibilityBody, IdVerificationBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { StatusPill } from '../../../kit/status-pill.tsx'

const looks = {
  NotSubmitted: { tone: 'ended', Icon: IconCircleDashed },
  NotRequested: { tone: 'ended', Icon: IconCircleDashed },
  Pending: { tone: 'waiting', Icon: IconHourglass },
  Checked: { tone: 'good', Icon: IconCircleCheck },
  Verified: { tone: 'good', Icon: IconCircleCheck },
  Rejected: { tone: 'attention', Icon: IconAlertTriangle },
} as const

/** How far a check by customer service is: words and an icon, colour only besides. */
export function CheckStatus({
  status,
}: {
  status: IdVerificationBody['status'] | EligibilityBody['status']
}) {
  const t = useTranslations('account')
  const { tone, Icon } = looks[status]
  return (
    <StatusPill tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`check${status}`)}
    </StatusPill>
  )
}
