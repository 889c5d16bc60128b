import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './notice-card.module.css'

export interface NoticeCardProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  /** The next thing to do: one button or link, two at most. */
  action?: ReactNode
  /** Under the text, over the whole width: an error of the action, for example. */
  below?: ReactNode
  /** `attention` for what waits for the person; colour adds to the words, it says nothing alone. */
  tone?: 'attention' | 'calm' | 'good'
  /** Level of the heading, to fit under the one above it. */
  order?: 2 | 3
}

/** One thing that the customer should know, why, and what to do about it. */
export function NoticeCard({
  icon,
  title,
  children,
  action,
  below,
  tone = 'calm',
  order = 2,
}: NoticeCardProps) {
  return (
    <div className={styles.card} data-tone={tone}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div>
        <Title order={order} className={styles.title}>
          {title}
        </Title>
        {children && <div className={styles.text}>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </div>
  )
}
