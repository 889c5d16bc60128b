import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../api/site.ts'
import { Brand } from '../../kit/brand.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'
import { DemoNote } from './frame-notes.tsx'
import { HarbourLights } from './harbour-lights.tsx'
import { LanguageControl } from './language-control.tsx'
import styles from './welcome-frame.module.css'
import './touch-targets.css'

/** Around the pages before somebody has signed in. */
export function WelcomeFrame() {
  const t = useTranslations('shell')
  const { data: site } = useSuspenseQuery(siteQuery)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.side}>
        <Brand name={site.brandName} to="/" onDark />
        <p className={styles.claim}>{t('claim')}</p>
        <p className={styles.sideFoot}>
          {t.rich('help', { mail: () => <a href={`mailto:${site.supportEmail}`}>{site.supportEmail}</a> })}
        </p>
        <HarbourLights className={styles.picture} />
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <div className={styles.language}>
          <LanguageControl />
        </div>
        <Outlet />
        <div className={styles.demo}>
          <DemoNote site={site} />
        </div>
      </main>
    </div>
  )
}
