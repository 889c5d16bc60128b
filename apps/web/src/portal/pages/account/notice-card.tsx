import { Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
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
  /** For the result of something that the person did: the focus goes to the heading when the card appears. */
  takesFocus?: boolean
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
  takesFocus = false,
}: NoticeCardProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takesFocus) heading.current?.focus()
  }, [takesFocus])
  return (
    <div className={styles.card} data-tone={tone}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div>
        <Title order={order} ref={heading} tabIndex={takesFocus ? -1 : undefined} className={styles.title}>
          {title}
        </Title>
        {children && <div className={styles.text}>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
      {below && <div className={styles.below}>{below}</div>}
    </div>
  )
}
