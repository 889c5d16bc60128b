import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { correctionQuery } from '../../api/pbx.ts'
import { NoticeCard } from '../account/notice-card.tsx'
import { LinkOver } from './claim-page.tsx'
import { CorrectionForm } from './correction-form.tsx'
import { isLinkOver, useLinkToken } from './link-token.ts'

/** Where the link of a request for correction leads: only what is to be corrected, and nothing that was entered before (X43). */
export function CorrectionPage() {
  const t = useTranslations('pbx')
  const token = useLinkToken()
  return (
    <Page title={t('correctionTitle')}>
      {token === undefined ? <LinkOver title={t('linkOver')} /> : <Correction key={token} token={token} />}
    </Page>
  )
}

function Correction({ token }: { token: string }) {
  const t = useTranslations('pbx')
  const query = useQuery(correctionQuery(token))
  const [state, setState] = useState<'open' | 'sent' | 'over'>('open')
  if (state === 'sent') {
    return (
      <NoticeCard takesFocus tone="good" icon={<IconCircleCheck size={22} />} title={t('correctionDone')}>
        {t('correctionDoneText')}
      </NoticeCard>
    )
  }
  if (state === 'over' || isLinkOver(query.error)) return <LinkOver title={t('linkOver')} />
  return (
    <Loaded query={query}>
      {(form) => (
        <CorrectionForm
          token={token}
          form={form}
          onSent={() => setState('sent')}
          onOver={() => setState('over')}
        />
      )}
    </Loaded>
  )
}
