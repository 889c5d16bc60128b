import { IconBasket, IconHome, IconPackage, IconRouter, IconUser } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../api/site.ts'
import { Brand } from '../../kit/brand.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'
import { DemoNote } from './demo-note.tsx'
import styles from './portal-shell.module.css'

/** What stands around every page of a customer: the way to the five places, at the bottom of a phone's screen. */
export function PortalShell() {
  const t = useTranslations('shell')
  const { data: site } = useSuspenseQuery(siteQuery)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.header}>
        <div className={styles.bar}>
          <Brand name={site.brandName} to="/" />
          <nav aria-label={t('mainNavigation')} style={{ marginInlineStart: 'auto' }}>
            <ul className={styles.nav}>
              <li>
                <Link to="/" activeOptions={{ exact: true }}>
                  <IconHome className={styles.tabIcon} size={22} aria-hidden />
                  {t('home')}
                </Link>
              </li>
              <li>
                <Link to="/catalog" search={{}}>
                  <IconBasket className={styles.tabIcon} size={22} aria-hidden />
                  {t('shop')}
                </Link>
              </li>
              <li>
                <Link to="/orders">
                  <IconPackage className={styles.tabIcon} size={22} aria-hidden />
                  {t('orders')}
                </Link>
              </li>
              <li>
                <Link to="/subscriptions">
                  <IconRouter className={styles.tabIcon} size={22} aria-hidden />
                  {t('services')}
                </Link>
              </li>
              <li className={styles.wideOnly}>
                <Link to="/billing/invoices">{t('invoices')}</Link>
              </li>
              <li className={styles.wideOnly}>
                <Link to="/support">{t('support')}</Link>
              </li>
              <li>
                <Link to="/account">
                  <IconUser className={styles.tabIcon} size={22} aria-hidden />
                  {t('account')}
                </Link>
              </li>
            </ul>
          </nav>
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <DemoNote site={site} />
        {t('help', { email: site.supportEmail })}
      </footer>
    </div>
  )
}
