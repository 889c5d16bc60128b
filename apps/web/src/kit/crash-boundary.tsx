import { Box, Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isUnfetched, UnfetchedPage } from './unfetched-page.tsx'

interface State {
  error?: unknown
}

/** Catches what a page throws while it is drawn, so that people see words instead of an empty page. */
export class CrashBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {}

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('Nothing was thrown.') }
  }

  override render() {
    const { error } = this.state
    return error === undefined ? this.props.children : <CrashPage error={error} />
  }
}

/** In place of a page that broke, or of one that could not be fetched. */
export function CrashPage({ error }: { error: unknown }) {
  const t = useTranslations('kit')
  if (isUnfetched(error)) return <UnfetchedPage error={error} />
  return (
    <Box maw={720} mx="auto" px="md" py="xl" role="alert">
      <Stack align="flex-start">
        <Title order={1}>{t('crashTitle')}</Title>
        <Text>{t('crashText')}</Text>
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      </Stack>
    </Box>
  )
}
