import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './account.module.css'

/** The inside of a link that takes a whole line. */
export function Row({ icon, title, text }: { icon: ReactNode; title: string; text?: ReactNode }) {
  return (
    <>
      {icon}
      <span className={styles.rowText}>
        <span className={styles.rowTitle}>{title}</span>
        {text}
      </span>
      <IconChevronRight size={20} aria-hidden />
    </>
  )
}
