import { Anchor, Container, Text } from '@mantine/core'
import { useMatches } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Page } from './page.tsx'

export function NotFoundPage() {
  const t = useTranslations('kit')
  // Where no frame of the app stands around it, only the root of all pages matches.
  const isFramed = useMatches({ select: (matches) => matches.length > 1 })
  return (
    <Container component={isFramed ? 'div' : 'main'} size="sm" py="xl">
      <Page title={t('notFoundTitle')}>
        <Text>{t('notFoundText')}</Text>
        <Anchor href={location.pathname.startsWith('/console') ? '/console' : '/'}>{t('home')}</Anchor>
      </Page>
    </Container>
  )
}
