import { Box, Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface State {
  crashed: boolean
}

/** Catches what a page throws while it is drawn, so that people see words instead of an empty page. */
export class CrashBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { crashed: false }

  static getDerivedStateFromError(): State {
    return { crashed: true }
  }

  override render() {
    return this.state.crashed ? <CrashPage /> : this.props.children
  }
}

/** Also for a part of the page that could not be fetched, which happens when a new version was put in place. */
export function CrashPage() {
  const t = useTranslations('kit')
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
