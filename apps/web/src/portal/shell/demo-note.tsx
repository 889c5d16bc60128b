import { Alert, Anchor } from '@mantine/core'
import type { SiteBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'

/** Only in a demonstration: where the other roles are played. */
export function DemoNote({ site }: { site: SiteBody }) {
  const t = useTranslations('shell')
  if (!site.demo) return null
  return (
    <Alert color="ember" variant="light" title={t('demo')} mb="md">
      {t.rich('demoText', {
        sandbox: () => (
          <Anchor inherit href={site.demo?.sandboxUrl} target="_blank" rel="noreferrer">
            {t('demoSandbox')}
          </Anchor>
        ),
        console: () => (
          <Anchor inherit href="/console" target="_blank">
            {t('demoConsole')}
          </Anchor>
        ),
      })}
    </Alert>
  )
}
