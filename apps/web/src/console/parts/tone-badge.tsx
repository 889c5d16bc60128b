import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './tone-badge.module.css'

/** How a state feels: nothing to do, expected soon, under way, sent to somebody, well, needs somebody, went wrong. */
export type Tone = 'quiet' | 'expected' | 'moving' | 'sent' | 'good' | 'attention' | 'bad'

/** A state in words, with an icon and a colour of its own; the words alone are enough. */
export function ToneBadge({ tone, icon: Icon, children }: BadgeProps) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <Icon size={15} stroke={2.2} aria-hidden />
      {children}
    </span>
  )
}

interface BadgeProps {
  tone: Tone
  icon: TablerIcon
  children: ReactNode
}

export interface StateLook {
  words: string
  tone: Tone
  icon: TablerIcon
}

/** Sets the colours of a tone (--tone-ground, --tone-line, --tone-ink) for other parts that show a state. */
export function toneClass(tone: Tone): string {
  return styles[tone] ?? ''
}
