import { IconCircleCheck, IconClockHour4, IconMessageDots } from '@tabler/icons-react'
import type { CaseBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { RelativeMoment } from '../../../kit/moment.tsx'
import { StatusPill } from '../../../kit/status-pill.tsx'
import styles from './support.module.css'

const typeWords = {
  'Eligibility Check': 'typeEligibility',
  'ID Verification': 'typeIdentity',
  'Cancellation Request': 'typeCancellation',
} as const

/** What a customer wrote goes by its own words; the others were worded for staff and go by their kind. */
export function CaseList({ cases }: { cases: CaseBody[] }) {
  const t = useTranslations('support')
  return (
    <ul className={styles.cases}>
      {cases.map(({ caseNumber, type, subject, status, createdAt }) => (
        <li key={caseNumber ?? `${subject} ${createdAt}`} className={styles.case}>
          <div className={styles.subject}>
            <strong>{type === 'General Inquiry' ? subject : t(typeWords[type])}</strong>
            {type === 'Cancellation Request' && <span>{subject}</span>}
            <span className={styles.quiet}>
              {caseNumber && t('number', { number: caseNumber })}
              {caseNumber && createdAt && ' · '}
              {createdAt && <RelativeMoment at={createdAt} />}
            </span>
          </div>
          <CaseStatus status={status} />
        </li>
      ))}
    </ul>
  )
}

/** The words that CRMs come with; a provider's own words are shown as they are. */
const known = {
  New: { tone: 'waiting', Icon: IconClockHour4, word: 'statusNew' },
  Working: { tone: 'busy', Icon: IconMessageDots, word: 'statusWorking' },
  'In Progress': { tone: 'busy', Icon: IconMessageDots, word: 'statusWorking' },
  Escalated: { tone: 'busy', Icon: IconMessageDots, word: 'statusWorking' },
  Closed: { tone: 'good', Icon: IconCircleCheck, word: 'statusClosed' },
} as const

function CaseStatus({ status }: { status: string }) {
  const t = useTranslations('support')
  const look = status in known ? known[status as keyof typeof known] : undefined
  const Icon = look?.Icon ?? IconClockHour4
  return (
    <StatusPill tone={look?.tone ?? 'waiting'} icon={<Icon size={16} aria-hidden />}>
      {look ? t(look.word) : status}
    </StatusPill>
  )
}
