import { Anchor, Text } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Page } from './page.tsx'

export function NotFoundPage() {
  const t = useTranslations('kit')
  return (
    <Page title={t('notFoundTitle')}>
      <Text>{t('notFoundText')}</Text>
      <Anchor href={location.pathname.startsWith('/console') ? '/console' : '/'}>{t('home')}</Anchor>
    </Page>
  )
}
