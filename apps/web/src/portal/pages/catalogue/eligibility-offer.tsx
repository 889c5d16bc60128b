import { IconRouter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { eligibilityQuery } from '../../api/account.ts'
import { NoticeCard } from '../account/notice-card.tsx'

const words = {
  NotRequested: { title: 'internetUnknownTitle', text: 'internetUnknownText', action: 'internetAsk' },
  Pending: { title: 'internetPendingTitle', text: 'internetPendingText', action: 'internetFollow' },
  Checked: { title: 'internetNoneTitle', text: 'internetNoneText', action: 'internetResult' },
} as const

/** Instead of offers for the line to a building, where none can be shown: what has to be known first (R060, R069). */
export function EligibilityOffer() {
  const t = useTranslations('catalogue')
  const query = useQuery(eligibilityQuery)
  return (
    <Loaded query={query}>
      {({ status }) => {
        const { title, text, action } = words[status]
        return (
          <NoticeCard
            order={3}
            tone={status === 'NotRequested' ? 'attention' : 'calm'}
            icon={<IconRouter size={22} />}
            title={t(title)}
            action={
              <ButtonLink to="/eligibility" variant={status === 'NotRequested' ? 'filled' : 'default'}>
                {t(action)}
              </ButtonLink>
            }
          >
            {t(text)}
          </NoticeCard>
        )
      }}
    </Loaded>
  )
}
