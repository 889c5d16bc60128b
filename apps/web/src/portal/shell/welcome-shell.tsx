import { Box, Group } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../api/site.ts'
import { Brand } from '../../kit/brand.tsx'
import { SkipLink } from '../../kit/skip-link.tsx'
import { DemoNote } from './demo-note.tsx'
import { LanguageControl } from './language-control.tsx'
import styles from './welcome-shell.module.css'

/** Around the pages before somebody has signed in. */
export function WelcomeShell() {
  const t = useTranslations('shell')
  const { data: site } = useSuspenseQuery(siteQuery)
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.side}>
        <Brand name={site.brandName} to="/" onDark />
        <p className={styles.claim}>{t('claim')}</p>
        <p className={styles.sideFoot}>{t('help', { email: site.supportEmail })}</p>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Group justify="flex-end" mb="lg">
          <LanguageControl />
        </Group>
        <Outlet />
        <Box mt="xl">
          <DemoNote site={site} />
        </Box>
      </main>
    </div>
  )
}
