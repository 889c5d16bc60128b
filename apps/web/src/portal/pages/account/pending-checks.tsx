import { IconHourglass } from '@tabler/icons-react'
import type { EligibilityBody, IdVerificationBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { NoticeCard } from './notice-card.tsx'

/** Checks that customer service is making, as entries of a list. */
export function PendingChecks({
  identity,
  eligibility,
}: {
  identity: IdVerificationBody | undefined
  eligibility: EligibilityBody | undefined
}) {
  const t = useTranslations('account')
  return (
    <>
      {identity?.status === 'Pending' && (
        <li>
          <NoticeCard
            order={3}
            icon={<IconHourglass size={22} />}
            title={t('identityPendingTitle')}
            action={
              <ButtonLink to="/account/identity" variant="default">
                {t('details')}
              </ButtonLink>
            }
          >
            {t('identityPendingShort')}
          </NoticeCard>
        </li>
      )}
      {eligibility?.status === 'Pending' && (
        <li>
          <NoticeCard
            order={3}
            icon={<IconHourglass size={22} />}
            title={t('eligibilityPendingTitle')}
            action={
              <ButtonLink to="/eligibility" variant="default">
                {t('details')}
              </ButtonLink>
            }
          >
            {t('eligibilityPendingShort')}
          </NoticeCard>
        </li>
      )}
    </>
  )
}
