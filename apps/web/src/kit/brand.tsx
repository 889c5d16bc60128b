import { Link } from '@tanstack/react-router'
import styles from './brand.module.css'

/** The provider's name beside the mark, as the way to the start page. */
export function Brand({ name, to, onDark = false }: { name: string; to: '/'; onDark?: boolean }) {
  return (
    <Link to={to} className={styles.brand} data-on-dark={onDark || undefined} activeProps={{}}>
      <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="9" className={styles.tile} />
        <path d="M9 22V13a7 7 0 0 1 14 0v9" className={styles.arch} />
        <circle cx="16" cy="19" r="3" className={styles.light} />
      </svg>
      {name}
    </Link>
  )
}
