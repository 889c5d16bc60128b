import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { siteQuery } from '../../api/site.ts'
import { PendingPage } from '../../kit/pending-page.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'
import { consoleSessionQuery } from '../api/session.ts'
import { ConsoleRail } from './console-rail.tsx'
import styles from './console-shell.module.css'
import { GoingAnywhere } from './going-anywhere.tsx'

/** What stands around every page of the console. */
export function ConsoleShell() {
  const { data: site } = useSuspenseQuery(siteQuery)
  const { data: session } = useQuery(consoleSessionQuery)
  // Signed out a moment ago: the sign-in page is on its way.
  if (!session) return <PendingPage />
  return (
    <GoingAnywhere>
      {(open) => (
        <div className={styles.frame}>
          <SkipLink />
          <ConsoleRail site={site} onSearch={open.palette} onHelp={open.help} />
          <main id="content" className={styles.content} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      )}
    </GoingAnywhere>
  )
}
