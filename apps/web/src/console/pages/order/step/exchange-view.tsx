import { Text } from '@mantine/core'
import { connectorName } from '../../../parts/connector-name.ts'
import { JsonView } from '../../../parts/json-view.tsx'
import { errorKindWords } from '../../../parts/order-words.ts'
import styles from '../order-page.module.css'

/** One recorded call; its shape comes from the database, so nothing of it is taken for granted. */
export function ExchangeView({ exchange }: { exchange: unknown }) {
  const call: Record<string, unknown> =
    typeof exchange === 'object' && exchange !== null ? { ...exchange } : {}
  if (typeof call.operation !== 'string') return <JsonView value={exchange} label="Recorded call" />
  const outcome = String(call.outcome ?? '')
  return (
    <section className={styles.exchange} aria-label={`Call ${call.operation}`}>
      <Text size="sm">
        <strong>{call.operation}</strong>
        {typeof call.connector === 'string' && ` at ${connectorName(call.connector)}`}
      </Text>
      <span className={styles.quiet}>
        {call.effect === 'write' ? 'Changes something' : 'Only looks'}
        {' · '}
        {typeof call.status === 'number' ? `answered ${call.status}` : 'no status'}
        {typeof call.durationMs === 'number' && ` in ${Math.round(call.durationMs)} ms`}
        {' · '}
        {outcome === 'ok' ? 'went well' : (errorKindWords[outcome] ?? outcome)}
      </span>
      <details className={styles.fold}>
        <summary>Request</summary>
        <JsonView value={call.request} label={`Request of ${call.operation}`} />
      </details>
      <details className={styles.fold}>
        <summary>Answer</summary>
        <JsonView value={call.response} label={`Answer to ${call.operation}`} />
      </details>
    </section>
  )
}
