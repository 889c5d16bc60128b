import { Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ConsoleOrderBody } from '@turnup/contracts'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { NextActionNote } from '../../parts/next-action-note.tsx'
import styles from './order-page.module.css'

const finishedWords: Record<string, string> = {
  completed: 'Nobody has to act: the service is active.',
  cancelled: 'Nobody has to act: the order is cancelled.',
  rejected: 'Nobody has to act: the order was rejected.',
}

/** Who has to act, why, and by when, with the way to it (law 5). */
export function NextActionCard({ order, children }: { order: ConsoleOrderBody; children: ReactNode }) {
  const { nextAction } = order
  const isOurs = nextAction?.who === 'operator' || nextAction?.who === 'administrator'
  return (
    <section
      className={styles.next}
      aria-label="Who must act"
      data-ours={isOurs || order.overdue || undefined}
    >
      {nextAction ? (
        <NextActionNote next={nextAction} overdue={order.overdue} />
      ) : (
        <div>
          <Text>
            <IconCircleCheck size={18} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />
            {finishedWords[order.state] ?? 'Nobody has to act.'}
          </Text>
          {order.finishedAt && (
            <Text size="sm" c="dimmed">
              Finished on <Moment at={order.finishedAt} />
              {order.error && `. ${order.error.message ?? order.error.code}`}
            </Text>
          )}
        </div>
      )}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
        {nextAction?.actions.includes('resume-connector') && (
          <ButtonLink to="/connectors" size="sm">
            To the connectors
          </ButtonLink>
        )}
        {nextAction?.step && (
          <ButtonLink
            to="/orders/$id"
            params={{ id: order.id }}
            search={(present) => ({ ...present, step: nextAction.step })}
            replace
            resetScroll={false}
            size="sm"
            variant={isOurs ? 'filled' : 'default'}
          >
            Open the step
          </ButtonLink>
        )}
        {children}
      </div>
    </section>
  )
}
