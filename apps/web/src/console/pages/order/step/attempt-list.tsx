import { Text } from '@mantine/core'
import {
  IconCircleCheck,
  IconCircleX,
  IconEyeCheck,
  IconHelpCircle,
  IconLoader2,
  IconPlayerStop,
} from '@tabler/icons-react'
import type { ConsoleAttemptBody } from '@turnup/contracts'
import { TextLink } from '../../../../kit/link.tsx'
import { Moment } from '../../../../kit/moment.tsx'
import { CopyableId } from '../../../parts/copyable-id.tsx'
import { errorKindWords } from '../../../parts/order-words.ts'
import { type StateLook, ToneBadge } from '../../../parts/tone-badge.tsx'
import styles from '../order-page.module.css'
import { ExchangeView } from './exchange-view.tsx'

const outcomeLooks: Record<NonNullable<ConsoleAttemptBody['outcome']> | 'open', StateLook> = {
  open: { words: 'Under way', tone: 'moving', icon: IconLoader2 },
  succeeded: { words: 'Succeeded', tone: 'good', icon: IconCircleCheck },
  found: { words: 'Found there', tone: 'good', icon: IconEyeCheck },
  failed: { words: 'Failed', tone: 'bad', icon: IconCircleX },
  unknown: { words: 'Outcome unknown', tone: 'attention', icon: IconHelpCircle },
  abandoned: { words: 'Given up', tone: 'quiet', icon: IconPlayerStop },
}
const operationWords: Record<ConsoleAttemptBody['operation'], string> = {
  apply: 'Carrying out',
  undo: 'Taking back',
  report: 'Report to the CRM',
}

export interface AttemptListProps {
  attempts: ConsoleAttemptBody[]
  /** Named where attempts of several steps stand together. */
  orderId?: string
}

/** Attempts, newest first, each with the redacted calls to outside systems. */
export function AttemptList({ attempts, orderId }: AttemptListProps) {
  return (
    <ul className={styles.attempts}>
      {attempts.map((attempt) => (
        <li key={attempt.id} className={styles.attempt}>
          <Attempt attempt={attempt} orderId={orderId} />
        </li>
      ))}
    </ul>
  )
}

function Attempt({ attempt, orderId }: { attempt: ConsoleAttemptBody; orderId: string | undefined }) {
  const { words, ...look } = outcomeLooks[attempt.outcome ?? 'open']
  const calls = attempt.exchanges.length
  return (
    <details>
      <summary>
        <span className={styles.attemptHead}>
          <ToneBadge {...look}>{words}</ToneBadge>
          <span>{operationWords[attempt.operation]}</span>
          <span className={styles.quiet}>
            <Moment at={attempt.startedAt} />
            {attempt.finishedAt && `, took ${spanOf(attempt.startedAt, attempt.finishedAt)}`},{' '}
            {calls === 0 ? 'no call recorded' : calls === 1 ? '1 call' : `${calls} calls`}
          </span>
        </span>
        {attempt.error && (
          <Text size="sm" mt={4}>
            {errorKindWords[attempt.error.kind] ?? attempt.error.kind}: {attempt.error.message} (
            {attempt.error.code})
          </Text>
        )}
      </summary>
      {orderId !== undefined && (
        <Text size="sm" mt={6}>
          Step{' '}
          <TextLink to="/orders/$id" params={{ id: orderId }} search={{ step: attempt.step }}>
            {attempt.step}
          </TextLink>
        </Text>
      )}
      {attempt.exchanges.map((exchange, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was recorded keeps its place
        <ExchangeView key={at} exchange={exchange} />
      ))}
      {attempt.outcome === undefined && (
        <Text size="sm" mt={6}>
          May take until <Moment at={attempt.expiresAt} />.
        </Text>
      )}
      <Text size="sm" c="dimmed" mt={8} component="div">
        Request {attempt.generation} · correlation id{' '}
        <CopyableId value={attempt.correlationId} label="correlation id" />
      </Text>
    </details>
  )
}

function spanOf(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from))
  if (ms < 1_000) return `${ms} ms`
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`
}
