import {
  IconBasket,
  IconFileInvoice,
  IconHome,
  IconMessages,
  IconPackage,
  IconRouter,
  IconUser,
} from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, type LinkProps, Outlet } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../api/site.ts'
import { Brand } from '../../kit/brand.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'

import { ActingNote, DemoNote } from './frame-notes.tsx'
import styles from './portal-frame.module.css'
import './touch-targets.css'

interface Place {
  word: 'home' | 'shop' | 'orders' | 'services' | 'invoices' | 'support' | 'account'
  to: LinkProps['to']
  Icon: ComponentType<{ size: number; 'aria-hidden': true; className?: string }>
  /** On a phone, reached through the account. */
  wideOnly?: true
}

const places: Place[] = [
  { word: 'home', to: '/', Icon: IconHome },
  { word: 'shop', to: '/catalog', Icon: IconBasket },
  { word: 'orders', to: '/orders', Icon: IconPackage },
  { word: 'services', to: '/subscriptions', Icon: IconRouter },
  { word: 'invoices', to: '/billing/invoices', Icon: IconFileInvoice, wideOnly: true },
  { word: 'support', to: '/support', Icon: IconMessages, wideOnly: true },
  { word: 'account', to: '/account', Icon: IconUser },
]

/** What stands around every page of a customer: the way to all places, at the bottom of a phone's screen. */
export function PortalFrame() {
  const t = useTranslations('shell')
  const { data: site } = useSuspenseQuery(siteQuery)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <ActingNote />
      <header className={styles.header}>
        <div className={styles.bar}>
          <Brand name={site.brandName} to="/" />
          <nav aria-label={t('mainNavigation')} className={styles.navigation}>
            <ul className={styles.nav}>
              {places.map(({ word, to, Icon, wideOnly }) => (
                <li key={word} className={wideOnly && styles.wideOnly}>
                  <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                    <Icon className={styles.tabIcon} size={22} aria-hidden />
                    {t(word)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
      <footer className={styles.footer}>
        <DemoNote site={site} />
        <p className={styles.help}>
          {t.rich('help', { mail: () => <a href={`mailto:${site.supportEmail}`}>{site.supportEmail}</a> })}
        </p>
      </footer>
    </div>
  )
}
