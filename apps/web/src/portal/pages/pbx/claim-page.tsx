import { IconCircleCheck, IconLinkOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { UsedClaimBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { claimQuery } from '../../api/pbx.ts'
import { NoticeCard } from '../account/notice-card.tsx'
import { ClaimForm } from './claim-form.tsx'
import { isLinkOver, useLinkToken } from './link-token.ts'
import { OutsideButton } from './outside-button.tsx'

/** Where the link of the welcome mail leads: the admin of a PBX sets a password, once (X27). */
export function ClaimPage() {
  const t = useTranslations('pbx')
  const token = useLinkToken()
  return (
    <Page title={t('claimTitle')} intro={t('claimIntro')}>
      {token === undefined ? <LinkOver title={t('linkOver')} /> : <Claim key={token} token={token} />}
    </Page>
  )
}

function Claim({ token }: { token: string }) {
  const t = useTranslations('pbx')
  const query = useQuery(claimQuery(token))
  const [used, setUsed] = useState<UsedClaimBody>()
  const [isOver, setOver] = useState(false)
  if (used) {
    return (
      <NoticeCard
        takesFocus
        tone="good"
        icon={<IconCircleCheck size={22} />}
        title={t('claimDone')}
        action={<OutsideButton href={used.loginUrl}>{t('toPbx')}</OutsideButton>}
      >
        {t('claimDoneText', { username: used.username })}
      </NoticeCard>
    )
  }
  if (isOver || isLinkOver(query.error)) return <LinkOver title={t('linkOver')} />
  return (
    <Loaded query={query}>
      {(claim) => <ClaimForm token={token} claim={claim} onUsed={setUsed} onOver={() => setOver(true)} />}
    </Loaded>
  )
}

/** The same words for a link that was used, replaced, ran out or never was. */
export function LinkOver({ title }: { title: string }) {
  const t = useTranslations('pbx')
  return (
    <NoticeCard takesFocus tone="attention" icon={<IconLinkOff size={22} />} title={title}>
      {t('linkOverText')}
    </NoticeCard>
  )
}
