import { Link } from '@tanstack/react-router'
import styles from './queue.module.css'
import type { QueueSearch } from './queue-search.ts'
import { isView, type QueueView } from './queue-views.ts'

/** The saved views, with how much is in each. */
export function ViewBar({ views, search }: { views: QueueView[]; search: QueueSearch }) {
  return (
    <nav aria-label="Views">
      <ul className={styles.views}>
        {views.map((view) => (
          <li key={view.name}>
            <Link
              to="/"
              search={view.search}
              // The router compares parts of addresses; a view is one whole filter.
              activeOptions={{ exact: true, includeSearch: true }}
              activeProps={{}}
              aria-current={isView(view, search) ? 'page' : undefined}
              className={styles.view}
              data-current={isView(view, search) || undefined}
            >
              {view.name}
              {view.count !== undefined && (
                <span
                  className={styles.viewCount}
                  data-urgent={(view.isUrgent && view.count > 0) || undefined}
                >
                  {view.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
