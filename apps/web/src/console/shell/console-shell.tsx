import {
  IconChartBar,
  IconChecklist,
  IconFirstAidKit,
  IconListDetails,
  IconMail,
  IconPlugConnected,
  IconRoute,
  IconShieldLock,
  IconTag,
  IconUsers,
} from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { siteQuery } from '../../api/site.ts'
import { Brand } from '../../kit/brand.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'
import styles from './console-shell.module.css'
import { ShellFoot } from './shell-foot.tsx'

const places = [
  { to: '/', label: 'Queue', icon: IconListDetails },
  { to: '/fallout', label: 'Fallout', icon: IconFirstAidKit },
  { to: '/dry-run', label: 'Dry run', icon: IconRoute },
  { to: '/customers', label: 'Customers', icon: IconUsers },
  { to: '/catalogue', label: 'Catalogue', icon: IconTag },
  { to: '/connectors', label: 'Connectors', icon: IconPlugConnected },
  { to: '/mails', label: 'Mails', icon: IconMail },
  { to: '/metrics', label: 'Metrics', icon: IconChartBar },
  { to: '/audit', label: 'Audit log', icon: IconChecklist },
  { to: '/operators', label: 'Operators', icon: IconShieldLock },
] as const

/** What stands around every page of the console. */
export function ConsoleShell() {
  const { data: site } = useSuspenseQuery(siteQuery)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.rail}>
        <Brand name={site.brandName} to="/" onDark />
        <nav aria-label="Main">
          <ul className={styles.nav}>
            {places.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                  <Icon size={19} aria-hidden />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className={styles.foot}>
          <ShellFoot site={site} />
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  )
}
