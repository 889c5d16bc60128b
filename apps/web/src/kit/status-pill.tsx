import type { ReactNode } from 'react'
import styles from './status-pill.module.css'

export type StatusTone = 'waiting' | 'busy' | 'good' | 'attention' | 'ended'

/** How something stands: an icon (hidden from screen readers), the word, and a colour that only adds to them. */
export function StatusPill({
  tone,
  icon,
  children,
}: {
  tone: StatusTone
  icon: ReactNode
  children: ReactNode
}) {
  return (
    <span className={styles.pill} data-tone={tone}>
      {icon}
      {children}
    </span>
  )
}
