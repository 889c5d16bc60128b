import { IconEye, IconUsersGroup } from '@tabler/icons-react'
import type { ConsoleTimelineEventBody } from '@turnup/contracts'
import { TextLink } from '../../../../kit/link.tsx'
import { Moment } from '../../../../kit/moment.tsx'
import { JsonView } from '../../../parts/json-view.tsx'
import styles from '../order-page.module.css'

const actorNames: Record<string, string> = {
  turnup: 'Turnup',
  customer: 'Customer',
  crm: 'CRM',
  operator: 'Operator',
}

/** One line of the story: when, what, who, and who else sees it. */
export function StoryEvent({ event, orderId }: { event: ConsoleTimelineEventBody; orderId: string }) {
  const { step, rest } = splitDetail(event.detail)
  return (
    <li className={styles.event} data-note={event.kind === 'note.added' || undefined}>
      <span className={styles.quiet}>
        <Moment at={event.at} />
      </span>
      <div>
        <p className={styles.text}>{event.text}</p>
        <div className={styles.eventFoot}>
          <span>
            {event.actorName ??
              actorNames[event.actor] ??
              actorNames[event.actor.split(':')[0] ?? ''] ??
              event.actor}
          </span>
          <span>
            {event.public ? (
              <>
                <IconEye size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> The customer sees this
              </>
            ) : (
              <>
                <IconUsersGroup size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Staff only
              </>
            )}
          </span>
          {step && (
            <TextLink
              to="/orders/$id"
              params={{ id: orderId }}
              search={(present) => ({ ...present, step })}
              resetScroll={false}
              size="sm"
            >
              {step}
            </TextLink>
          )}
        </div>
        {rest && (
          <details className={styles.fold}>
            <summary>Details</summary>
            <JsonView value={rest} label="Details" />
          </details>
        )}
      </div>
    </li>
  )
}

/** The step has a link of its own; `found` is told by the text. */
function splitDetail(detail: unknown): { step?: string; rest?: object } {
  if (typeof detail !== 'object' || detail === null) return {}
  const { step, found: _found, ...rest } = detail as Record<string, unknown>
  return {
    ...(typeof step === 'string' ? { step } : {}),
    ...(Object.keys(rest).length > 0 ? { rest } : {}),
  }
}
