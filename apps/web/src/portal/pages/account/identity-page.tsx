import { Card, Stack, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconHourglass } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { IdVerificationBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { idVerificationQuery, submitIdVerification } from '../../api/account.ts'
import { BackToAccount } from './back-to-account.tsx'
import { IdentityForm } from './identity-form.tsx'
import { NoticeCard } from './notice-card.tsx'

/** R068, R070: how far the check is, why it was rejected, and what to hand in. */
export function IdentityPage() {
  const t = useTranslations('account')
  const queryClient = useQueryClient()
  const query = useQuery({
    ...idVerificationQuery,
    refetchInterval: ({ state }) => (state.data?.status === 'Pending' ? 15_000 : false),
  })
  const [justSent, setJustSent] = useState(false)
  const action = useAction(submitIdVerification, {
    onSuccess: (verification) => {
      setJustSent(true)
      queryClient.setQueryData(idVerificationQuery.queryKey, verification)
    },
  })
  return (
    <Page title={t('identityTitle')} intro={t('identityIntro')} above={<BackToAccount />}>
      <Stack maw={720} gap="lg">
        <Loaded query={query}>
          {(verification) => (
            <>
              <Verification verification={verification} justSent={justSent} />
              {(verification.status === 'NotSubmitted' || verification.status === 'Rejected') && (
                <Card component="section" padding="xl" aria-labelledby="identity-form">
                  <Title order={2} size="h4" id="identity-form" mb="md">
                    {verification.status === 'Rejected' ? t('identityAgain') : t('identityForm')}
                  </Title>
                  <IdentityForm onSend={action.run} error={action.error} isPending={action.isPending} />
                </Card>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

function Verification({
  verification: { status, submittedAt, verifiedAt, rejectionMessage },
  justSent,
}: {
  verification: IdVerificationBody
  justSent: boolean
}) {
  const t = useTranslations('account')
  switch (status) {
    case 'NotSubmitted':
      return null
    case 'Pending':
      return (
        <NoticeCard
          takesFocus={justSent}
          icon={<IconHourglass size={22} />}
          title={t('identityPendingTitle')}
        >
          {t('identityPendingText')}{' '}
          {submittedAt && t.rich('submittedAt', { at: () => <Moment at={submittedAt} /> })}
        </NoticeCard>
      )
    case 'Verified':
      return (
        <NoticeCard tone="good" icon={<IconCircleCheck size={22} />} title={t('identityVerifiedTitle')}>
          {verifiedAt && t.rich('verifiedAt', { at: () => <Moment at={verifiedAt} /> })}
        </NoticeCard>
      )
    case 'Rejected':
      return (
        <NoticeCard
          tone="attention"
          icon={<IconAlertTriangle size={22} />}
          title={t('identityRejectedTitle')}
        >
          {rejectionMessage ?? t('identityRejectedText')}
        </NoticeCard>
      )
  }
}
