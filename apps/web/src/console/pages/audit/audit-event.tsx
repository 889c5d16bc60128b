import type { AuditEventBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { Moment, RelativeMoment } from '../../../kit/moment.tsx'
import { CopyableId } from '../../parts/copyable-id.tsx'
import styles from './audit.module.css'
import { wordsOfAction } from './audit-words.ts'
import { changedFields } from './changed-fields.ts'
import { ChangesTable } from './changes-table.tsx'
import { SubjectLink } from './subject-link.tsx'

/** One change by a person or by Turnup: who, what, to what, why, and what was different afterwards. */
export function AuditEvent({ event }: { event: AuditEventBody }) {
  // A customer has a page to go to even then.
  const isAboutSelf = event.subject.kind === 'operator' && event.subject.id === event.actor.id
  const changes = changedFields(event.before, event.after)
  return (
    <li className={styles.event}>
      <div className={styles.when}>
        <Moment at={event.at} />
        <br />
        <RelativeMoment at={event.at} />
      </div>
      <div className={styles.what}>
        <p>
          <b>{actorName(event.actor)}</b>{' '}
          {event.forCustomer && (
            <>
              acting for{' '}
              <TextLink to="/customers/$id" params={{ id: event.forCustomer.id }} inherit>
                {actorName({ kind: 'customer', ...event.forCustomer })}
              </TextLink>
              :{' '}
            </>
          )}
          {wordsOfAction(event.action)}
          {!isAboutSelf && (
            <>
              : <SubjectLink subject={event.subject} />
            </>
          )}
        </p>
        {event.reason && <p className={styles.reason}>{event.reason}</p>}
        {changes.length > 0 && <ChangesTable changes={changes} label={`What ${event.action} changed`} />}
        <div className={styles.foot}>
          <span>{event.action}</span>
          <span>
            Correlation id <CopyableId value={event.correlationId} label="correlation id" />
          </span>
          <TextLink to="/audit" search={{ correlationId: event.correlationId }} size="sm">
            Same request
          </TextLink>
          <TextLink to="/audit" search={{ actorId: event.actor.id }} size="sm">
            Same person
          </TextLink>
        </div>
      </div>
    </li>
  )
}

export function actorName({ kind, id, name }: AuditEventBody['actor']): string {
  if (name !== undefined) return name
  if (kind === 'system') return id === 'turnup' ? 'Turnup' : `Turnup (${id})`
  return kind === 'customer' ? `Customer …${id.slice(-8)}` : `Operator …${id.slice(-8)}`
}
