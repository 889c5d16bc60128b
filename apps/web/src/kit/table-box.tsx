import type { ReactNode } from 'react'
import styles from './table-box.module.css'

/** A wide table on a narrow screen scrolls in here, by finger and by keyboard, and the page does not. */
export function TableBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.box} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
