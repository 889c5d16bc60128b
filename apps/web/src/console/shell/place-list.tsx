import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { orderCountsQuery } from '../api/queue.ts'
import styles from './console-shell.module.css'
import { places } from './places.ts'

const countsEveryMs = 20_000

export function PlaceList() {
  const { data: counts } = useQuery({ ...orderCountsQuery, refetchInterval: countsEveryMs })
  const stuck = counts?.byState.find(({ key }) => key === 'held')?.count ?? 0
  return (
    <nav aria-label="Main">
      <ul className={styles.nav}>
        {places.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
              <Icon size={19} aria-hidden />
              {label}
              {to === '/fallout' && stuck > 0 && (
                <span className={styles.count}>
                  {stuck > 999 ? '999+' : stuck}
                  <span className="visually-hidden"> stuck</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
