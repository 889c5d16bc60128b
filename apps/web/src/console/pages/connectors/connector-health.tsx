import { Progress, Text } from '@mantine/core'
import type { ConnectorBody } from '@turnup/contracts'
import type { ReactNode } from 'react'
import { TextLink } from '../../../kit/link.tsx'
import { RelativeMoment } from '../../../kit/moment.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import {
  ordersInWords,
  percent,
  sentence,
  statusLooks,
  streamLook,
  withLocalTimes,
} from './connector-words.ts'
import styles from './connectors.module.css'

export function ConnectorStatusBadge({ status }: Pick<ConnectorBody, 'status'>) {
  const { words, ...look } = statusLooks[status]
  return <ToneBadge {...look}>{words}</ToneBadge>
}

/** Why it stands as it does: the reason of a pause, the last failure, or when it last answered. */
export function ConnectorStory({ connector }: { connector: ConnectorBody }) {
  const { status, paused, lastSuccessAt, lastFailureAt, lastFailure } = connector
  if (paused)
    return (
      <p className={styles.story}>
        Paused <RelativeMoment at={paused.at} />: {paused.reason}
      </p>
    )
  if (status === 'failing' && lastFailureAt)
    return (
      <p className={styles.story}>
        Failed <RelativeMoment at={lastFailureAt} />
        {lastFailure ? `: ${sentence(lastFailure)}` : '.'}
        {lastSuccessAt ? (
          <>
            {' '}
            The last good answer came <RelativeMoment at={lastSuccessAt} />.
          </>
        ) : (
          ' There was no good answer yet.'
        )}
      </p>
    )
  return (
    <p className={styles.story}>
      {lastSuccessAt ? (
        <>
          Last good answer <RelativeMoment at={lastSuccessAt} />.
        </>
      ) : (
        'No call has been made yet.'
      )}
      {lastFailureAt && (
        <>
          {' '}
          The last failure was <RelativeMoment at={lastFailureAt} />
          {lastFailure ? `: ${sentence(lastFailure)}` : '.'}
        </>
      )}
    </p>
  )
}

/** Orders that it holds up, its calls, and what its role brings along. */
export function ConnectorNumbers({ connector }: { connector: ConnectorBody }) {
  const { id, waitingOrders, stuckOrders, calls, apiUsage, subscription } = connector
  return (
    <dl className={styles.numbers}>
      <Figure name="Orders waiting for it">
        {waitingOrders === 0 ? (
          'None'
        ) : (
          <TextLink to="/" search={{ connector: id }}>
            {ordersInWords(waitingOrders)}
          </TextLink>
        )}
      </Figure>
      <Figure name="Orders stuck at it" attention={stuckOrders > 0}>
        {stuckOrders === 0 ? (
          'None'
        ) : (
          <TextLink to="/" search={{ connector: id, state: 'held' }}>
            {ordersInWords(stuckOrders)}
          </TextLink>
        )}
      </Figure>
      <Figure name="Calls in the last hour" attention={calls.failed > 0}>
        {calls.total === 0 ? 'None' : `${calls.total}, ${percent(calls.errorRate)} failed`}
      </Figure>
      {apiUsage && <ApiUsage {...apiUsage} />}
      {subscription && <EventStream {...subscription} />}
    </dl>
  )
}

function Figure({ name, attention, children }: { name: string; attention?: boolean; children: ReactNode }) {
  return (
    <div data-attention={attention || undefined}>
      <dt>{name}</dt>
      <dd className="figures">{children}</dd>
    </div>
  )
}

/** From this share on, somebody should know (R101). */
const closeToLimit = 0.8

function ApiUsage({ used, limit }: { used: number; limit: number }) {
  const share = limit === 0 ? 0 : used / limit
  const format = new Intl.NumberFormat('en-GB')
  return (
    <Figure name="API requests today" attention={share >= closeToLimit}>
      {format.format(used)} of {format.format(limit)}
      <Progress
        value={Math.min(100, share * 100)}
        color={share >= closeToLimit ? 'ember' : 'harbour'}
        size="sm"
        mt={6}
        aria-label="Share of the daily API requests that is used"
      />
    </Figure>
  )
}

function EventStream({ state, says }: { state: string; says: string }) {
  const { words, ...look } = streamLook(state)
  return (
    <Figure name="Event stream">
      <ToneBadge {...look}>{words}</ToneBadge>
      <Text size="sm" c="dimmed" mt={4}>
        {withLocalTimes(says)}
      </Text>
    </Figure>
  )
}
