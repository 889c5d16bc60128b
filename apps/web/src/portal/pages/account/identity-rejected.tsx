import { IconId } from '@tabler/icons-react'
import type { IdVerificationBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { NoticeCard } from './notice-card.tsx'

/** The message of the rejection as customer service wrote it (R070). */
export function IdentityRejected({
  verification: { rejectionMessage },
}: {
  verification: IdVerificationBody
}) {
  const t = useTranslations('account')
  return (
    <NoticeCard
      tone="attention"
      order={3}
      icon={<IconId size={22} />}
      title={t('identityRejectedTitle')}
      action={<ButtonLink to="/account/identity">{t('identityAgain')}</ButtonLink>}
    >
      {rejectionMessage ?? t('identityRejectedText')}
    </NoticeCard>
  )
}
