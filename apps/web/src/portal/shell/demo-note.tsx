import { Anchor } from '@mantine/core'
import { IconChevronDown, IconFlask2 } from '@tabler/icons-react'
import type { SiteBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import styles from './demo-note.module.css'

const storageKey = 'turnup-demo-note'

/** Only in a demonstration: where the other roles are played. Stays closed for the visit once it was closed. */
export function DemoNote({ site }: { site: SiteBody }) {
  const t = useTranslations('shell')
  const [closedBefore] = useState(() => sessionStorage.getItem(storageKey) === 'closed')
  if (!site.demo) return null
  return (
    <details
      className={styles.note}
      open={!closedBefore}
      onToggle={(event) => sessionStorage.setItem(storageKey, event.currentTarget.open ? 'open' : 'closed')}
    >
      <summary className={styles.summary}>
        <IconFlask2 size={20} aria-hidden />
        {t('demo')}
        <IconChevronDown size={20} aria-hidden className={styles.chevron} />
      </summary>
      <div className={styles.body}>
        <p>{t('demoText')}</p>
        <ul className={styles.links}>
          <li>
            <Anchor inherit href={site.demo.sandboxUrl} target="_blank" rel="noreferrer">
              {t('demoSandbox')}
            </Anchor>
          </li>
          <li>
            <Anchor inherit href="/console" target="_blank">
              {t('demoConsole')}
            </Anchor>
          </li>
        </ul>
      </div>
    </details>
  )
}
