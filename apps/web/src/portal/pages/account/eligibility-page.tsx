import { Button, Card, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconHourglass } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { EligibilityBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { eligibilityQuery, requestEligibility } from '../../api/account.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import styles from './account.module.css'
import { AddressBanner } from './address-banner.tsx'
import { BackToAccount } from './back-to-account.tsx'
import { EligibilityForm } from './eligibility-form.tsx'
import { EligibilityResult } from './eligibility-result.tsx'
import { NoticeCard } from './notice-card.tsx'

/** R067, R069: ask what can be had at a place, see that it is being looked at, and read what was found. */
export function EligibilityPage() {
  const t = useTranslations('account')
  const query = useQuery({
    ...eligibilityQuery,
    refetchInterval: ({ state }) => (state.data?.status === 'Pending' ? 15_000 : false),
  })
  return (
    <Page title={t('eligibilityTitle')} intro={t('eligibilityIntro')} above={<BackToAccount />}>
      <Stack maw={720} gap="lg">
        <AddressBanner />
        <Loaded query={query}>{(eligibility) => <Eligibility eligibility={eligibility} />}</Loaded>
      </Stack>
    </Page>
  )
}

function Eligibility({ eligibility }: { eligibility: EligibilityBody }) {
  const t = useTranslations('account')
  const queryClient = useQueryClient()
  const [again, setAgain] = useState(false)
  const [justSent, setJustSent] = useState(false)
  const action = useAction(requestEligibility, {
    onSuccess: (answer) => {
      setJustSent(true)
      setAgain(false)
      queryClient.setQueryData(eligibilityQuery.queryKey, answer)
      void queryClient.invalidateQueries(catalogueQuery)
    },
  })
  const { status, requestedAt } = eligibility
  return (
    <>
      {status === 'Pending' && (
        <NoticeCard
          takesFocus={justSent}
          icon={<IconHourglass size={22} />}
          title={t('eligibilityPendingTitle')}
          action={
            <ButtonLink to="/catalog" search={{}} variant="default">
              {t('lookAround')}
            </ButtonLink>
          }
        >
          {t('eligibilityPendingText')}{' '}
          {requestedAt && t.rich('requestedAt', { at: () => <Moment at={requestedAt} /> })}
        </NoticeCard>
      )}
      {status === 'Checked' && <EligibilityResult eligibility={eligibility} />}
      {status === 'Checked' && !again && (
        <Text className={styles.quiet}>
          {t('eligibilityMoved')}{' '}
          <Button variant="subtle" onClick={() => setAgain(true)}>
            {t('eligibilityAgain')}
          </Button>
        </Text>
      )}
      {(status === 'NotRequested' || again) && (
        <Card component="section" padding="xl" aria-labelledby="eligibility-form">
          <Title order={2} size="h4" id="eligibility-form" mb="md">
            {t('eligibilityForm')}
          </Title>
          <EligibilityForm onSend={action.run} error={action.error} isPending={action.isPending} />
        </Card>
      )}
      {status === 'NotRequested' && (
        <NoticeCard icon={<IconCircleCheck size={22} />} title={t('eligibilityMobileTitle')}>
          {t('eligibilityMobileText')}
        </NoticeCard>
      )}
    </>
  )
}
