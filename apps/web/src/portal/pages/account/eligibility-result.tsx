import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { EligibilityBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { NoticeCard } from './notice-card.tsx'

/** What was found, in a sentence where we understand it, and as customer service wrote it. */
export function EligibilityResult({
  eligibility: { dwelling, tier, result, checkedAt },
}: {
  eligibility: EligibilityBody
}) {
  const t = useTranslations('account')
  const available = tier !== undefined
  return (
    <NoticeCard
      tone={available ? 'good' : 'calm'}
      icon={available ? <IconCircleCheck size={22} /> : <IconInfoCircle size={22} />}
      title={
        available
          ? t('eligibilityAvailable', { place: dwelling ?? 'other', speed: tier === '1G' ? 'fast' : 'usual' })
          : t('eligibilityCheckedTitle')
      }
      action={
        <ButtonLink to="/catalog" search={available ? { category: 'internet' } : {}}>
          {available ? t('eligibilityToOffers') : t('lookAround')}
        </ButtonLink>
      }
    >
      {result && <div>{t('eligibilityWords', { result })}</div>}
      {!result && !available && <div>{t('eligibilityNoWords')}</div>}
      {checkedAt && <div>{t.rich('checkedAt', { at: () => <Moment at={checkedAt} /> })}</div>}
    </NoticeCard>
  )
}
