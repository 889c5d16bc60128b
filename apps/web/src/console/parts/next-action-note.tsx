import {
  IconAlertTriangle,
  IconClockHour4,
  IconFileSearch,
  IconHeadset,
  IconRobot,
  IconShieldLock,
  IconTruckDelivery,
  IconUser,
} from '@tabler/icons-react'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { RelativeMoment } from '../../kit/moment.tsx'
import styles from './next-action-note.module.css'
import { actorWords } from './order-words.ts'

export type NextAction = NonNullable<ConsoleOrderSummaryBody['nextAction']>

const actorIcons: Record<NextAction['who'], typeof IconUser> = {
  customer: IconUser,
  reviewer: IconFileSearch,
  operator: IconHeadset,
  administrator: IconShieldLock,
  turnup: IconRobot,
  provider: IconTruckDelivery,
}

export interface NextActionNoteProps {
  next: NextAction
  overdue: boolean
  /** In a list: two lines of the reason, the rest on the order's page. */
  isShort?: boolean
}

/** Who has to act on an order, why, and by when (law 5). */
export function NextActionNote({ next, overdue, isShort }: NextActionNoteProps) {
  const Icon = actorIcons[next.who]
  const isOurs = next.who === 'operator' || next.who === 'administrator'
  return (
    <div className={styles.note}>
      <span className={styles.who} data-ours={isOurs || undefined}>
        <Icon size={17} aria-hidden />
        {actorWords[next.who]}
      </span>
      <p className={styles.why} data-short={isShort || undefined} title={isShort ? next.why : undefined}>
        {next.why}
      </p>
      {next.by && <DueNote by={next.by} overdue={overdue} isTry={next.who === 'turnup'} />}
    </div>
  )
}

/** Turnup's own deadline is the moment at which it looks again. */
function DueNote({ by, overdue, isTry }: { by: string; overdue: boolean; isTry: boolean }) {
  if (overdue && !isTry) {
    return (
      <span className={styles.by} data-overdue>
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          Overdue: was due <RelativeMoment at={by} />
        </span>
      </span>
    )
  }
  return (
    <span className={styles.by}>
      <IconClockHour4 size={15} aria-hidden />
      <span>
        {isTry ? 'Looks again ' : 'Due '}
        <RelativeMoment at={by} />
      </span>
    </span>
  )
}
